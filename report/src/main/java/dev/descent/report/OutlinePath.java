package dev.descent.report;

/// A text's letters as SVG path data: relative steps in whole font units, y downwards, from the text's own point.
final class OutlinePath implements Typeface.Pen {

    private final StringBuilder out = new StringBuilder();
    private int originX;
    private int x;
    private int y;
    private int startX;
    private int startY;

    private OutlinePath() {
    }

    static String of(Mark.Text text) {
        Typeface face = Typeface.of(text.bold());
        OutlinePath path = new OutlinePath();
        path.originX = start(text);
        text.text().codePoints().forEach(c -> {
            face.draw(c, path);
            path.originX += face.advance(c);
        });
        return path.out.toString();
    }

    /// Where the first letter stands relative to the text's point, in font units.
    static int start(Mark.Text text) {
        int width = (int) Math.round(Typeface.width(text.text(), text.bold()) * Typeface.UNITS);
        return switch (text.anchor()) {
            case START -> 0;
            case MIDDLE -> -width / 2;
            case END -> -width;
        };
    }

    @Override
    public void move(int toX, int toY) {
        // The pen is where the last contour began; "m" after "z" is relative to that.
        step('m', originX + toX, -toY);
        startX = x;
        startY = y;
    }

    @Override
    public void line(int toX, int toY) {
        if (originX + toX != x || -toY != y) {
            step('l', originX + toX, -toY);
        }
    }

    @Override
    public void curve(int cx, int cy, int toX, int toY) {
        out.append('q');
        pair(originX + cx - x, -cy - y);
        int dx = originX + toX - x;
        out.append(dx < 0 ? "" : " ");
        pair(dx, -toY - y);
        x = originX + toX;
        y = -toY;
    }

    @Override
    public void close() {
        out.append('z');
        x = startX;
        y = startY;
    }

    private void step(char command, int toX, int toY) {
        out.append(command);
        pair(toX - x, toY - y);
        x = toX;
        y = toY;
    }

    private void pair(int dx, int dy) {
        out.append(dx);
        if (dy >= 0) {
            out.append(' ');
        }
        out.append(dy);
    }
}
