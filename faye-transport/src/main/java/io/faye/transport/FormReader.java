package io.faye.transport;

import io.faye.protocol.RequestOutline;

/** Reads the field {@code message} of a form that comes in pieces, and keeps nothing of it. */
final class FormReader {

    private static final String FIELD = "message";
    private static final int NO_DIGIT = -1;

    private final RequestOutline outline;
    private final StringBuilder name = new StringBuilder();
    private final byte[] decoded = new byte[1 << 10];
    private int length;
    private boolean inValue;
    private boolean wanted;
    private boolean found;
    private int digitsDue;
    private int high;

    /**
     * Creates a reader.
     *
     * @param outline gets the field's value, decoded
     */
    FormReader(RequestOutline outline) {
        this.outline = outline;
    }

    void add(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            take(bytes[i]);
        }
        flush();
    }

    private void take(byte b) {
        if (b == '&') {
            found |= wanted;
            wanted = false;
            inValue = false;
            name.setLength(0);
        } else if (inValue) {
            takeValue(b);
        } else if (b == '=') {
            inValue = true;
            wanted = !found && FIELD.contentEquals(name);
        } else if (name.length() <= FIELD.length()) {
            name.append((char) b);
        }
    }

    private void takeValue(byte b) {
        if (!wanted) {
            return;
        }
        if (digitsDue > 0) {
            takeDigit(b);
        } else if (b == '%') {
            digitsDue = 2;
            high = 0;
        } else {
            put(b == '+' ? (byte) ' ' : b);
        }
    }

    private void takeDigit(byte b) {
        int digit = Character.digit(b, 16);
        digitsDue = digit == NO_DIGIT ? 0 : digitsDue - 1;
        high = high << 4 | digit;
        if (digitsDue == 0) {
            put((byte) high);
        }
    }

    private void put(byte b) {
        if (length == decoded.length) {
            flush();
        }
        decoded[length] = b;
        length++;
    }

    private void flush() {
        outline.add(decoded, 0, length);
        length = 0;
    }
}
