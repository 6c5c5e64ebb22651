package io.faye.transport.http.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits lists in header fields whose members may be quoted (RFC 9110, section 5.6), in one pass. */
public final class QuotedList {

    private QuotedList() {}

    /**
     * {@return the members between separators, without the blanks around them} A separator in quotation marks separates
     * nothing. A quotation mark that no other one closes is a character like any other: it must not swallow what a proxy
     * appended.
     */
    public static List<String> split(String text, char separator) {
        List<String> members = new ArrayList<>();
        int begin = 0;
        boolean closes = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == separator) {
                members.add(text.substring(begin, i).strip());
                begin = i + 1;
            } else if (c == '"' && closes) {
                int end = closing(text, i + 1);
                closes = end >= 0;
                i = closes ? end : i;
            }
        }
        members.add(text.substring(begin).strip());
        return members;
    }

    /** {@return where a quotation ends, or -1 if it does not; then no later quotation ends either} */
    private static int closing(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            i += c == '\\' ? 1 : 0;
        }
        return -1;
    }

    /** {@return a value without the quotation marks around it, or nothing if it is broken or has escapes} */
    public static Optional<String> unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        String plain = quoted ? value.substring(1, value.length() - 1) : value;
        return plain.indexOf('"') < 0 && plain.indexOf('\\') < 0 ? Optional.of(plain) : Optional.empty();
    }
}
