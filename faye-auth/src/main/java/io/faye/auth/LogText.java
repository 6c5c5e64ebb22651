package io.faye.auth;

/** Texts of others in the log. */
final class LogText {

    private static final int LONGEST = 512;

    private LogText() {}

    /** {@return a text that cannot pretend to be another line, nor change how a terminal shows the line, cut if it is long} */
    static String of(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .forEach(character -> plain.appendCodePoint(isPlain(character) ? character : '?'));
        return plain.length() < text.length() ? plain.append("...").toString() : plain.toString();
    }

    /** Controls are C0, C1 and DEL; formats turn the direction of writing or are not to be seen. */
    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
