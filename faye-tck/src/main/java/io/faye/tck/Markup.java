package io.faye.tck;

/** Text in XML and HTML. */
final class Markup {

    private Markup() {}

    /** {@return text that means itself in elements and in attributes} XML has no room for control characters. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> append(escaped, point));
        return escaped.toString();
    }

    private static void append(StringBuilder escaped, int point) {
        switch (point) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            case '\n', '\t' -> escaped.appendCodePoint(point);
            default -> escaped.appendCodePoint(point < ' ' || !Character.isDefined(point) ? '\uFFFD' : point);
        }
    }
}
