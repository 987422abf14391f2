package dev.descent.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.descent.data.Column;
import dev.descent.data.Table;
import dev.descent.testing.Shared;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @TempDir
    Path folder;

    private CsvTable read(String text) throws IOException {
        return read(text, StandardCharsets.UTF_8);
    }

    private CsvTable read(String text, Charset charset) throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, text, charset);
        return Csv.read(file, CsvOptions.DEFAULT);
    }

    private static double[] numbers(CsvTable read, String column) {
        return ((Column.Numeric) read.table().column(column)).values();
    }

    private static List<String> texts(Table table, String column) {
        Column.Categorical texts = (Column.Categorical) table.column(column);
        return java.util.stream.IntStream.range(0, texts.rows()).mapToObj(texts::text).toList();
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|'})
    void read_anyDelimiter_isFound(char delimiter) throws IOException {
        CsvTable read = read(
                "name,x,y\nAda,1,2.5\n\"Bob, Jr; the|1st\t\",-3,1e3\n".replaceAll(",(?! )", "" + delimiter));
        assertThat(read.report().delimiter()).isEqualTo(delimiter);
        assertThat(read.report().header()).isTrue();
        assertThat(numbers(read, "y")).containsExactly(2.5, 1000);
        assertThat(texts(read.table(), "name")).containsExactly("Ada", "Bob, Jr; the|1st");
    }

    @Test
    void read_marksOfMissingCells_areFoundAndReported() throws IOException {
        CsvTable read = read("a,b,c\n1,NA,x\nNaN,2,?\n,3,y\nnull,?,\n5,NULL,z\n");
        assertThat(numbers(read, "a")).containsExactly(1, Double.NaN, Double.NaN, Double.NaN, 5);
        assertThat(numbers(read, "b")).containsExactly(Double.NaN, 2, 3, Double.NaN, Double.NaN);
        assertThat(texts(read.table(), "c")).containsExactly("x", "", "y", "", "z");
        assertThat(read.report().missing()).isEqualTo(8);
        assertThat(read.report().marks()).containsExactly("", "?", "NA", "NULL", "NaN", "null");
    }

    @Test
    void read_withoutHeader_numbersTheColumnsAndSaysSo() throws IOException {
        CsvTable read = read("1,x\n2,y\n3,x\n");
        assertThat(read.report().header()).isFalse();
        assertThat(read.table().names()).containsExactly("column1", "column2");
        assertThat(read.table().rows()).isEqualTo(3);
        assertThat(read.report().notes()).anyMatch(note -> note.contains("first line holds numbers"));
    }

    @Test
    void read_yearsAsNames_areAHeaderWhereATextStandsAboveNumbers() throws IOException {
        CsvTable read = read("size,2020,2021\n1,2,3\n4,5,6\n");
        assertThat(read.table().names()).containsExactly("size", "2020", "2021");
    }

    @Test
    void read_textsOnly_takesTheFirstLineAsNames() throws IOException {
        CsvTable read = read("color,shape\nred,round\nblue,square\n");
        assertThat(read.table().rows()).isEqualTo(2);
    }

    @Test
    void read_byteOrderMarks_areRemoved() throws IOException {
        assertThat(read("\uFEFFa,b\n1,2\n").table().names()).containsExactly("a", "b");
        assertThat(read("\uFEFFa,b\n1,2\n", StandardCharsets.UTF_16LE).table().names()).containsExactly("a", "b");
        assertThat(read("\uFEFFa,b\n1,2\n", StandardCharsets.UTF_16BE).table().names()).containsExactly("a", "b");
    }

    @Test
    void read_lineEndsQuotesAndSpaces_asPeopleWriteThem() throws IOException {
        CsvTable read = read("a, \"b\", c\r\n1, \"x \"\"y\"\"\", 2\r\n\r\n3, \"two\nlines\", 4");
        assertThat(read.table().names()).containsExactly("a", "b", "c");
        assertThat(texts(read.table(), "b")).containsExactly("x \"y\"", "two\nlines");
        assertThat(numbers(read, "c")).containsExactly(2, 4);
    }

    @Test
    void read_unnamedColumn_isNamedByItsPlace() throws IOException {
        CsvTable read = read(",a\n0,5\n1,6\n");
        assertThat(read.table().names()).containsExactly("column1", "a");
        assertThat(read.report().notes()).containsExactly(
                "column 1 has no name in the header; it is called column1");
    }

    @Test
    void read_wordsThatLookLikeJavaNumbers_areText() throws IOException {
        CsvTable read = read("a,b,c\n1d,0x1p3,2024-01-05\n2f,0x2p3,2024-01-06\n3d,0xA,2024-01-07\n");
        assertThat(read.table().columns()).allMatch(column -> column instanceof Column.Categorical);
    }

    @Test
    void read_textsThatComeLate_turnTheColumnIntoText() throws IOException {
        String numbers = "1,0001\n".repeat(20_000);
        CsvTable read = read("x,code\n" + numbers + "1,A1\n".repeat(20_000));
        assertThat(texts(read.table(), "code")).startsWith("0001").endsWith("A1");
        assertThat(read.report().notes()).containsExactly(
                "column \"code\" is read as text: 20,000 of 40,000 cells are numbers");
    }

    @Test
    void read_comments_areLeftOutWhereAskedFor() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.writeString(file, "# made by hand\ng0,g1\n1e300,2\n# half\n3,4\n");
        Table table = Csv.read(file, CsvOptions.DEFAULT.withComments(true).withFloatRange(false)).table();
        assertThat(((Column.Numeric) table.column("g0")).values()).containsExactly(1e300, 3);
    }

    @Test
    void read_gzip_isUnpacked() throws IOException {
        Path file = folder.resolve("t.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Csv.read(file).names()).containsExactly("a", "b");
    }

    @Test
    void read_doubles_roundTrip() throws IOException {
        String[] written = {"0.1", "1e-30", "123456789.123456789", "-2.2250738585072014E-38", "3.4028234663852886E38"};
        assertThat(numbers(read("a\n" + String.join("\n", written) + "\n"), "a")).containsExactly(
                java.util.Arrays.stream(written).mapToDouble(Double::parseDouble).toArray());
    }

    @Test
    void read_housing_findsItsTraps() {
        CsvTable read = Csv.read(Shared.file("data/housing.csv"), CsvOptions.DEFAULT);
        assertThat(read.table().rows()).isEqualTo(20_640);
        assertThat(read.report().missing()).isEqualTo(207);
        assertThat(read.table().column("total_bedrooms").missing()).isEqualTo(207);
        assertThat(read.table().column("ocean_proximity")).isInstanceOfSatisfying(Column.Categorical.class,
                column -> assertThat(column.categories()).hasSize(5));
        assertThat(read.table().columns().stream().filter(c -> c instanceof Column.Numeric)).hasSize(9);
    }

    @Test
    void read_penguins_findsItsTraps() {
        Table table = Csv.read(Shared.file("data/penguins.csv"));
        assertThat(table.rows()).isEqualTo(344);
        assertThat(table.column("body_mass_g").missing()).isEqualTo(2);
        assertThat(table.column("sex").missing()).isPositive();
    }
}
