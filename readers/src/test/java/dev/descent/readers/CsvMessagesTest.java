package dev.descent.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.descent.common.DescentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CsvMessagesTest {

    @TempDir
    Path folder;

    /// A bad file and what is said about it; FILE stands for its path.
    enum Bad {
        EMPTY("", "FILE is empty (0 bytes). Expected a header line and rows of data"),
        EMPTY_LINES("\n\n\n", "FILE holds nothing but empty lines. Expected a header line and rows of data"),
        HEADER_ONLY("rooms,price\n",
                "FILE has a header (rooms, price) but no rows. Expected at least one row of data below it"),
        TOO_FEW_CELLS("a,b,c\n1,2,3\n4,5\n", """
                FILE, line 3: 2 cells where the header has 3. Expected one cell per column. Look for a missing \
                delimiter, a row cut off, or an unclosed quote above; an empty cell still needs its delimiter"""),
        TOO_MANY_CELLS("a,b\n1,2\n\n4,5,6\n7,8\n", """
                FILE, line 4: 3 cells where the header has 2. Expected one cell per column. \
                Put cells that hold a comma into double quotes"""),
        DUPLICATE_NAME("a,b,a\n1,2,3\n", """
                FILE, line 1: the name "a" stands twice in the header, at columns 1 and 3. Expected a different name \
                for each column: rename one; if this line is data, put a line of names above it"""),
        UNCLOSED_QUOTE("a,b\n1,\"2\n3,4\n",
                "FILE, line 2: a quoted cell begins in this row and never ends. Add the closing quote (\")"),
        TEXT_AFTER_QUOTE("a,b\n1,\"x\"y\n", """
                FILE, line 2: text after a closing quote ("). Expected a delimiter there; a quote inside of a quoted \
                cell is written twice (""), and a cell before may miss its closing quote"""),
        ENDLESS_QUOTE("a,b\n1,\"" + "x".repeat(3 << 20), """
                FILE, line 2: a cell of more than 1048576 characters begins here. Is a closing quote (") missing?"""),
        LONG_CELL("a,b\n1," + "x".repeat((1 << 20) + 1) + "\n", """
                FILE, line 2: cell 2 has 1048577 characters, at most 1048576 are read. Is a closing quote missing?"""),
        ONE_LINE("x,".repeat(9 << 20), """
                FILE, line 1: longer than 16777216 characters. Expected one row per line; is this a CSV file?"""),
        TOO_MANY_COLUMNS("x,".repeat(100_001) + "\n1,2\n1,2\n1,2\n", """
                FILE: more than 100000 columns. Expected rows as lines and columns beside each other; \
                is the table transposed?"""),
        LONG_NUMBER("a,b\n1,2\n1," + "7".repeat(1001) + "\n", """
                FILE, line 3, column "b": found "7777777777777777777777777777777777777777…", a number of more than \
                1000 characters. Correct the cell, leave it empty (it then counts as missing), or leave the column \
                out with --drop b"""),
        BEYOND_FLOAT("a,big one\n1,2\n1,1e308\n", """
                FILE, line 3, column "big one": found "1e308", which is beyond the range of 32-bit floats (about \
                ±3.4e38), in which training computes. Correct the cell, leave it empty (it then counts as missing), \
                or leave the column out with --drop "big one\""""),
        BEYOND_DOUBLE("a,b\n1,2\n1,-1e999\n", """
                FILE, line 3, column "b": found "-1e999", which is beyond the range of 32-bit floats (about ±3.4e38), \
                in which training computes. Correct the cell, leave it empty (it then counts as missing), \
                or leave the column out with --drop b"""),
        INFINITY("a,b\n1,2\n1,-Infinity\n1,inf\n", """
                FILE, line 3, column "b": found "-Infinity", expected a finite number. Correct the cell, leave it \
                empty (it then counts as missing), or leave the column out with --drop b"""),
        TEXT_AMONG_NUMBERS("a,b\n1,2\n2,3\nx7,4\n3,5\n4,6\n", """
                FILE, line 4, column "a": found "x7", expected a number, as in the column's 4 other cells. Correct \
                it, leave it empty if the value is missing (NA, NaN, null and ? also count), or use the column as \
                text with --categorical a"""),
        TEXTS_AMONG_NUMBERS("a,b\n1,2\nx,4\n3,5\n4,6\ny,7\n5,8\n", """
                FILE, line 3, column "a": found "x", expected a number, as in the column's 4 other cells (2 cells \
                are not). Correct them, leave them empty if the value is missing (NA, NaN, null and ? also count), \
                or use the column as text with --categorical a"""),
        DECIMAL_COMMA("a;b\n1,5;2\n2,5;3\n", """
                FILE, line 2, column "a": found "1,5", a number with a decimal comma. Expected a decimal point, as \
                in 1.5: replace the commas, for example: sed 's/,/./g' FILE > COPY-points.csv; if these are names, use \
                --categorical a"""),
        THOUSANDS("a,b\n1,\"1,500\"\n2,\"23,000\"\n", """
                FILE, line 2, column "b": found "1,500", a number with commas between thousands. Expected digits \
                only, as in 1500: remove the commas; if these are names, use --categorical b"""),
        NUL("a,b\n1,2\n3,\0\n", """
                FILE, line 3: a NUL byte, so this is not a text file. Expected CSV: lines of text with a delimiter \
                between cells"""),
        ZIP("PK\3\4\0\0", """
                FILE is an archive or a spreadsheet (.xlsx, .ods), expected CSV: open it and save the sheet as CSV \
                (UTF-8)"""),
        LATIN_1("name,b\nM\u00FCller,2\n", """
                FILE, line 2: the byte FC is not UTF-8 text. Save the file as UTF-8, for example: \
                iconv -f WINDOWS-1252 -t UTF-8 FILE > COPY-utf8.csv"""),
        DAMAGED_GZIP("\u001F\u008B\u0008\0\0", "cannot read FILE: the gzip data ends too early; was the file copied "
                + "completely?");

        private final String content;
        private final String message;

        Bad(String content, String message) {
            this.content = content;
            this.message = message;
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_badFile_saysWhereWhatAndWhatToDo(Bad bad) throws IOException {
        Path file = folder.resolve("bad.csv");
        Files.write(file, bad.content.getBytes(StandardCharsets.ISO_8859_1));
        DescentException e = catchThrowableOfType(DescentException.class, () -> Csv.read(file));
        assertThat(e).as(bad.name()).isNotNull();
        assertThat(String.valueOf(e.getMessage()).replace(file.toString(), "FILE")
                .replace(folder.resolve("bad").toString(), "COPY")).isEqualTo(bad.message);
        assertThat(e.kind()).isEqualTo(DescentException.Kind.DATA);
    }

    @Test
    void read_missingFile_namesTheNearest() throws IOException {
        Files.writeString(folder.resolve("housing.csv"), "a\n1\n");
        DescentException e = catchThrowableOfType(DescentException.class, () -> Csv.read(folder.resolve("hosing.csv")));
        assertThat(e).hasMessage("no file " + folder.resolve("hosing.csv") + ". Did you mean \"housing.csv\"?");
    }

    @Test
    void read_folder_namesTheTablesInIt() throws IOException {
        Files.writeString(folder.resolve("b.csv"), "a\n1\n");
        Files.writeString(folder.resolve("a.tsv"), "a\n1\n");
        DescentException e = catchThrowableOfType(DescentException.class, () -> Csv.read(folder));
        assertThat(e).hasMessage(folder + " is a folder, expected a CSV file. It holds: a.tsv, b.csv");
    }

    @Test
    void read_badCellInAnUnusedOrCategoricalColumn_isText() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "a,b\n1,2\n2,3\nx,4\n3,Infinity\n");
        assertThat(Csv.read(file, CsvOptions.DEFAULT.withUsed(Set.of())).table().column("b").text(3))
                .isEqualTo("Infinity");
        assertThat(Csv.read(file, CsvOptions.DEFAULT.withCategorical(Set.of("a", "b"))).table().column("a").text(2))
                .isEqualTo("x");
    }
}
