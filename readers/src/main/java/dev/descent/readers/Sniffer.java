package dev.descent.readers;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds out from a file's first lines how it is laid out.
///
/// The delimiter is the candidate that cuts all of the first lines, the header included, into the same number of
/// cells, at least two; where several do, the one that is rarest inside of cells. Where none does (a damaged row),
/// the one that agrees with the header most often.
///
/// The first line is a header unless it holds numbers where the columns hold numbers: a text above a column of
/// numbers is a name; a line with numbers and no such text is data; a line of texts above texts is taken as names.
final class Sniffer {

    /// Tab, semicolon and pipe hardly occur inside of cells, a comma does, as a decimal mark.
    private static final char[] CANDIDATES = {'\t', ';', '|', ','};
    private static final int SAMPLE = 1 << 16;
    private static final int ROWS = 1_000;
    private static final Pattern SPACE_BEFORE_QUOTE = Pattern.compile("[,;\t|] +\"");

    private Sniffer() {
    }

    /// How a file is laid out.
    ///
    /// @param delimiter  what separates cells
    /// @param header     whether the first line names the columns
    /// @param trimQuotes whether a space stands between delimiter and quote, which then does not belong to the cell
    /// @param textLike   per column whether most cells of the sample are texts
    record Layout(char delimiter, boolean header, boolean trimQuotes, boolean[] textLike) {
    }

    static Layout sniff(Reader text, CsvOptions options) throws IOException {
        String sample = sample(text);
        boolean trim = SPACE_BEFORE_QUOTE.matcher(sample).find();
        Character given = options.delimiter();
        char delimiter = given == null ? delimiter(sample, trim, options) : given;
        List<CsvRecord> records = records(sample, delimiter, trim, options);
        int columns = records.isEmpty() ? 0 : records.getFirst().getFieldCount();
        boolean[] textLike = new boolean[columns];
        boolean[] numberLike = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            int numbers = 0;
            int texts = 0;
            for (CsvRecord row : records.subList(1, records.size())) {
                if (column < row.getFieldCount()) {
                    Cell cell = cell(row.getField(column));
                    numbers += isNumber(cell) ? 1 : 0;
                    texts += cell == Cell.TEXT ? 1 : 0;
                }
            }
            textLike[column] = texts > numbers;
            numberLike[column] = numbers > texts;
        }
        Boolean known = options.header();
        boolean header = known != null ? known : records.isEmpty() || isHeader(records.getFirst(), numberLike);
        return new Layout(delimiter, header, trim, textLike);
    }

    /// A reader of this layout; the caller chooses what to do with cells.
    static CsvReaderBuilder parser(char delimiter, boolean trimQuotes, boolean comments) {
        return CsvReader.builder().fieldSeparator(delimiter).trimWhitespacesAroundQuotes(trimQuotes)
                .commentStrategy(comments ? CommentStrategy.SKIP : CommentStrategy.NONE)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(2 * Limits.CELL);
    }

    private static boolean isHeader(CsvRecord first, boolean[] numberLike) {
        boolean numbers = false;
        for (int column = 0; column < first.getFieldCount(); column++) {
            Cell cell = cell(first.getField(column));
            if (cell == Cell.TEXT && numberLike[column]) {
                return true;
            }
            numbers |= isNumber(cell);
        }
        return !numbers;
    }

    private static boolean isNumber(Cell cell) {
        return cell == Cell.NUMBER || cell == Cell.COMMA_NUMBER || cell == Cell.INFINITE || cell == Cell.LONG_NUMBER;
    }

    private static Cell cell(String text) {
        String stripped = text.strip();
        return Cell.of(stripped.toCharArray(), 0, stripped.length());
    }

    private static char delimiter(String sample, boolean trim, CsvOptions options) {
        char best = ',';
        double bestScore = 0;
        for (char candidate : CANDIDATES) {
            List<CsvRecord> records = records(sample, candidate, trim, options);
            int cells = records.isEmpty() ? 0 : records.getFirst().getFieldCount();
            if (cells < 2) {
                continue;
            }
            long agreeing = records.stream().filter(r -> r.getFieldCount() == cells).count();
            double score = (double) agreeing / records.size();
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    /// The first records of the sample, without the last, which may be cut off, unless it is the only one.
    private static List<CsvRecord> records(String sample, char delimiter, boolean trim, CsvOptions options) {
        List<CsvRecord> records = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = parser(delimiter, trim, options.comments())
                .allowUnclosedQuote(true).allowExtraCharsAfterClosingQuote(!trim)
                .build(CsvRecordHandler.of(limits -> limits.maxFields(2 * Limits.COLUMNS)
                        .maxFieldSize(2 * Limits.CELL).maxRecordSize(2 * Limits.LINE)), sample)) {
            for (CsvRecord row : reader) {
                records.add(row);
                if (records.size() > ROWS) {
                    break;
                }
            }
        } catch (CsvParseException | IOException _) {
            // what was read so far is sample enough; the real reading reports the fault with its line
        }
        if (sample.length() >= SAMPLE && records.size() > 1) {
            records.removeLast();
        }
        return records;
    }

    private static String sample(Reader text) throws IOException {
        StringBuilder sample = new StringBuilder();
        char[] buffer = new char[1 << 13];
        int lines = 0;
        while (sample.length() < SAMPLE || lines < 3 && sample.length() < 3 * Limits.LINE) {
            int read = text.read(buffer);
            if (read < 0) {
                break;
            }
            sample.append(buffer, 0, read);
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' || buffer[i] == '\r' ? 1 : 0;
            }
        }
        return sample.toString();
    }
}
