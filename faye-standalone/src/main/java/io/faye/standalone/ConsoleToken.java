package io.faye.standalone;

import io.faye.transport.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What a request has to show to see the console: made anew for each start, and printed for the operator only. */
final class ConsoleToken {

    private static final int BYTES = 16;
    private static final String PARAMETER = "token";
    private static final String HEADER = "x-console-token";

    private final String text;

    private ConsoleToken(String text) {
        this.text = text;
    }

    static ConsoleToken random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new ConsoleToken(HexFormat.of().formatHex(bytes));
    }

    String text() {
        return text;
    }

    /** {@return the query of the console's address} */
    String query() {
        return "?" + PARAMETER + "=" + text;
    }

    /** {@return whether a request shows the token, in its header or its query} */
    boolean isShownBy(HttpCall call) {
        String shown = call.header(HEADER).or(() -> call.parameter(PARAMETER)).orElse("");
        return MessageDigest.isEqual(bytes(shown), bytes(text));
    }

    private static byte[] bytes(String shown) {
        return shown.getBytes(StandardCharsets.UTF_8);
    }
}
