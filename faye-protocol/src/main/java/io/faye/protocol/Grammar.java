package io.faye.protocol;

/** The characters of channel names (Bayeux 1.0, section 3.4, as Faye reads it), checked in one pass without a regex. */
final class Grammar {

    private static final boolean[] ALLOWED = allowed();

    private Grammar() {}

    /** {@return whether the text is {@code /segment} once or more} */
    static boolean isName(String text) {
        return !text.isEmpty() && isSegments(text, text.length());
    }

    /** {@return whether the text is a name, or a possibly empty name and then {@code /*} or {@code /**}} */
    static boolean isPattern(String text) {
        int wildcard = wildcardLength(text);
        return wildcard == 0 ? isName(text) : isSegments(text, text.length() - wildcard);
    }

    /** {@return how many characters at the end are a wildcard with its slash: 0, 2 or 3} */
    static int wildcardLength(String text) {
        return text.endsWith("/**") ? 3 : text.endsWith("/*") ? 2 : 0;
    }

    private static boolean isSegments(String text, int end) {
        boolean inSegment = true;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (i == 0 || c == '/') {
                if (c != '/' || !inSegment) {
                    return false;
                }
                inSegment = false;
            } else if (c < 128 && ALLOWED[c]) {
                inSegment = true;
            } else {
                return false;
            }
        }
        return inSegment;
    }

    private static boolean[] allowed() {
        boolean[] allowed = new boolean[128];
        for (char c = 0; c < 128; c++) {
            allowed[c] = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }
        for (char c : "-_!~()$@".toCharArray()) {
            allowed[c] = true;
        }
        return allowed;
    }
}
