package io.faye.auth;

import java.util.regex.Pattern;

/** Texts of others in the log. */
final class LogText {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private LogText() {}

    /** {@return a text that cannot pretend to be another line} */
    static String of(String text) {
        return CONTROL.matcher(text).replaceAll("?");
    }
}
