package io.faye.protocol.log;

/** Makes texts that clients have sent fit for the log. */
public final class LogText {

    private static final int LONGEST = 512;

    private LogText() {}

    /**
     * {@return a text that can neither look like another line nor change how a terminal shows the line}
     *
     * @param text any text; what is longer than 512 characters is cut
     */
    public static String of(String text) {
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
