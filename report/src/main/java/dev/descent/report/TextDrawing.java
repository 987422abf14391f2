package dev.descent.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Draws a [TextChart]: dots on a grid of cells, numbers left of it, names right of it at the height of the lines'
/// ends. With several curves each carries its letter on the way, so that they can be told apart without colour.
final class TextDrawing {

    private static final int WIDEST_NAME = 30;

    private final TextChart.Settings settings;
    private final List<Series> series;
    private final double cap;
    private final Scale y;
    private final List<Tick> ticks;
    private final int numbers;
    private final int names;
    private final int rows;
    private final Scale x;
    private final Dots dots;
    private final double[] endRows;

    TextDrawing(TextChart.Settings settings, List<Series> series, double cap) {
        this.settings = settings;
        this.series = series;
        this.cap = cap;
        Extent all = Extent.ofY(lines(), v -> v <= cap);
        boolean log = settings.logY() && !(all.min() < 0);
        Extent shown = (log ? Extent.ofY(lines(), v -> v <= cap && v > 0) : all).orUnit(log);
        // Above the plot stands what y is, below it the axis and its numbers.
        rows = settings.rows() - 3;
        Scale values = Scale.around(shown.min(), shown.max(), 0.02, 0, 1, log);
        ticks = values.ticks(Math.max(2, rows / 3)).stream().filter(Tick::major).toList();
        numbers = ticks.stream().mapToInt(t -> Plain.cells(number(t))).max().orElse(1);
        int room = settings.columns() - numbers - 3;
        names = Math.min(Math.min(WIDEST_NAME, room / 2), series.stream()
                .mapToInt(s -> Plain.cells(spelled(name(s)))).max().orElse(0));
        dots = new Dots(room - names - 1, rows, settings.unicode());
        y = new Scale(values.min(), values.max(), dots.height() - 1, 0, log, false);
        Extent xs = Extent.ofX(series, v -> !settings.logX() || v > 0).orUnit(settings.logX());
        Scale across = xs.min() < xs.max()
                ? new Scale(xs.min(), xs.max(), 0, 1, settings.logX(), true)
                : Scale.around(xs.min(), xs.max(), 0.02, 0, 1, settings.logX());
        x = new Scale(across.min(), across.max(), 0, dots.width() - 1, settings.logX(), xs.max() - xs.min() >= 4);
        endRows = new double[series.size()];
    }

    /// The series without their bands: those are not drawn and must not stretch the axis.
    private List<Series> lines() {
        return series.stream().map(s -> Series.of(s.name(), s.x(), s.y())).toList();
    }

    String text() {
        for (int i = series.size() - 1; i >= 0; i--) {
            curve(series.get(i), i);
        }
        for (int i = 0; i < series.size(); i++) {
            signs(series.get(i), i);
        }
        String[] atRow = names();
        List<String> lines = new ArrayList<>();
        lines.add(Plain.cut(spelled(settings.y()), settings.columns(), settings.unicode()));
        for (int row = 0; row < rows; row++) {
            lines.add(line(row, atRow[row]));
        }
        lines.add(" ".repeat(numbers + 1) + axis());
        lines.add(below());
        return String.join("\n", lines);
    }

    private void curve(Series s, int index) {
        boolean open = false;
        int lastX = 0;
        int lastY = 0;
        for (int i = 0; i < s.x().length; i++) {
            if (!drawn(s, i)) {
                open = false;
                continue;
            }
            int px = (int) Math.round(x.pixel(s.x()[i]));
            int py = row(s.y()[i]);
            dots.line(open ? lastX : px, open ? lastY : py, px, py, index);
            open = true;
            lastX = px;
            lastY = py;
        }
    }

    /// Letters on the way, at places that differ from curve to curve, and ✕ where a run diverged.
    private void signs(Series s, int index) {
        int end = s.end();
        while (end > 0 && !(s.y()[end] <= cap)) {
            end--;
        }
        if (end < 0) {
            endRows[index] = 0;
            return;
        }
        int endY = Math.clamp(row(s.y()[end]), 0, dots.height() - 1);
        endRows[index] = endY * rows / (double) dots.height();
        if (settings.unicode() && series.size() > 1) {
            for (double share : new double[] {0.3, 0.65}) {
                letter(s, index, (share + 0.3 * index / series.size()) * dots.width());
            }
        }
        if (s.diverged() != null) {
            dots.sign((int) Math.round(x.pixel(s.x()[end])), endY, settings.unicode() ? "✕" : "X", index);
        }
    }

    private void letter(Series s, int index, double at) {
        for (int i = 1; i < s.x().length; i++) {
            if (drawn(s, i - 1) && drawn(s, i) && x.pixel(s.x()[i]) >= at && x.pixel(s.x()[i - 1]) < at) {
                double share = (at - x.pixel(s.x()[i - 1])) / (x.pixel(s.x()[i]) - x.pixel(s.x()[i - 1]));
                double from = row(s.y()[i - 1]);
                int py = (int) Math.round(from + share * (row(s.y()[i]) - from));
                if (py >= 0 && py < dots.height() && !dots.signed((int) at, py)) {
                    dots.sign((int) at, py, Dots.letter(index), index);
                }
                return;
            }
        }
    }

    private boolean drawn(Series s, int i) {
        return Double.isFinite(s.y()[i]) && Double.isFinite(s.x()[i]) && (!settings.logX() || s.x()[i] > 0);
    }

    /// A row of dots; far outside is just outside.
    private int row(double value) {
        return (int) Math.round(Math.clamp(y.pixel(value), -3.0 * dots.height(), dots.height() - 1.0));
    }

    private String[] names() {
        String[] atRow = new String[rows];
        Arrays.fill(atRow, "");
        int shown = Math.min(series.size(), rows);
        double[] wanted = IntStream.range(0, shown).mapToDouble(i -> endRows[i] - 0.5).toArray();
        double[] placed = Spread.apart(wanted, 1, 0, rows - 1);
        for (int i = 0; i < shown; i++) {
            int row = Math.clamp(Math.round(placed[i]), 0, rows - 1);
            while (!atRow[row].isEmpty()) {
                row = (row + 1) % rows;
            }
            atRow[row] = colored(Plain.cut(spelled(name(series.get(i))), names, settings.unicode()), i);
        }
        return atRow;
    }

    private String name(Series s) {
        String key = series.size() > 1 ? Dots.letter(series.indexOf(s)) + " " : "";
        return key + s.name() + (s.diverged() == null ? "" : " ✕");
    }

    private String spelled(String text) {
        return settings.unicode() ? Plain.printable(text) : Plain.ascii(Plain.printable(text));
    }

    private String number(Tick tick) {
        return settings.unicode() ? tick.label() : Numbers.setting(tick.value());
    }

    private String line(int row, String name) {
        String number = "";
        for (Tick tick : ticks) {
            if ((int) Math.round(y.pixel(tick.value())) * rows / dots.height() == row) {
                number = number(tick);
            }
        }
        StringBuilder line = new StringBuilder(Plain.padded(number, numbers, true));
        line.append(settings.unicode() ? number.isEmpty() ? " │" : " ┤" : number.isEmpty() ? " |" : " +");
        int open = -1;
        for (int column = 0; column < columns(); column++) {
            String cell = dots.cell(column, row);
            int owner = cell.equals(" ") ? -1 : dots.owner(column, row);
            if (settings.color() && owner != open) {
                line.append(owner < 0 ? "\u001b[0m" : code(owner));
                open = owner;
            }
            line.append(cell);
        }
        if (settings.color() && open >= 0) {
            line.append("\u001b[0m");
        }
        return (line + " " + name).stripTrailing();
    }

    private int columns() {
        return dots.width() / (settings.unicode() ? 2 : 1);
    }

    private String colored(String text, int index) {
        return settings.color() ? code(index) + text + "\u001b[0m" : text;
    }

    private String code(int index) {
        return "\u001b[38;5;" + OptimizerStyle.of(series.get(index).name()).ansi() + "m";
    }

    private String axis() {
        boolean[] tick = new boolean[columns()];
        for (Tick labelled : x.ticks(Math.max(2, columns() / 10))) {
            if (labelled.major()) {
                tick[column(labelled)] = true;
            }
        }
        StringBuilder line = new StringBuilder(settings.unicode() ? "└" : "+");
        for (boolean here : tick) {
            line.append(settings.unicode() ? here ? '┬' : '─' : here ? '+' : '-');
        }
        return line.toString();
    }

    private int column(Tick tick) {
        return (int) Math.round(x.pixel(tick.value())) / (settings.unicode() ? 2 : 1);
    }

    /// The numbers under the axis, and what they count.
    private String below() {
        StringBuilder line = new StringBuilder();
        for (Tick tick : x.ticks(Math.max(2, columns() / 10))) {
            String label = number(tick);
            int from = numbers + 2 + column(tick) - Plain.cells(label) / 2;
            if (tick.major() && (from > Plain.cells(line.toString()) || line.isEmpty())) {
                line.append(" ".repeat(Math.max(0, from - Plain.cells(line.toString())))).append(label);
            }
        }
        String name = spelled(settings.x());
        return Plain.cut(line + "  " + name, settings.columns(), settings.unicode());
    }
}
