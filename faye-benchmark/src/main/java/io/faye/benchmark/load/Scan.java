package io.faye.benchmark.load;

import java.nio.charset.StandardCharsets;

/** Looks for what matters in a frame or body without parsing it: the load must cost less than what it measures. */
final class Scan {

    static final byte[] CONNECT = bytes("/meta/connect");
    static final byte[] REFUSED = bytes("\"successful\":false");
    private static final byte[] CLIENT_ID = bytes("\"clientId\":\"");
    private static final byte[] KEY = bytes("\"k\":\"");

    private Scan() {}

    /** Calls for each delivery, which carries {@code "k":"publisher,number"}. */
    static void deliveries(byte[] text, Delivered delivered) {
        for (int at = find(text, KEY, 0); at >= 0; at = find(text, KEY, at)) {
            at += KEY.length;
            int comma = end(text, at);
            int quote = end(text, comma + 1);
            delivered.message(number(text, at, comma), number(text, comma + 1, quote));
        }
    }

    static boolean has(byte[] text, byte[] what) {
        return find(text, what, 0) >= 0;
    }

    /** {@return the session in a handshake's reply, or the empty string} */
    static String clientId(byte[] text) {
        int at = find(text, CLIENT_ID, 0);
        if (at < 0) {
            return "";
        }
        int from = at + CLIENT_ID.length;
        int to = from;
        while (text[to] != '"') {
            to++;
        }
        return new String(text, from, to - from, StandardCharsets.US_ASCII);
    }

    private static int find(byte[] text, byte[] what, int from) {
        for (int at = from; at <= text.length - what.length; at++) {
            if (text[at] == what[0] && matches(text, at, what)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] text, int at, byte[] what) {
        for (int i = 1; i < what.length; i++) {
            if (text[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }

    private static int end(byte[] text, int from) {
        int at = from;
        while (text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }

    private static int number(byte[] text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + text[at] - '0';
        }
        return number;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Hears of deliveries. */
    interface Delivered {
        void message(int publisher, int number);
    }
}
