package io.faye.transport.http.http1;

import java.util.Optional;

/** The fault of a request line that is longer than the limit. In JSON-P that line holds the messages. */
final class OversizedRequestLine extends RuntimeException {

    /** So many bytes of a line are looked at, if they have come. */
    static final int LONGEST = 64 << 10;

    private static final long serialVersionUID = 1;
    private static final String GET = "GET ";

    private final String read;

    /**
     * Creates the fault.
     *
     * @param read what has come of the request
     */
    OversizedRequestLine(String read) {
        super("A request line that is too long", null, false, false);
        this.read = read;
    }

    /** {@return the target of a GET, if the whole line has come} */
    Optional<String> target() {
        int end = read.indexOf('\n');
        int version = end < 0 ? -1 : read.lastIndexOf(" HTTP/1.", end);
        return version > GET.length() && read.startsWith(GET)
                ? Optional.of(read.substring(GET.length(), version))
                : Optional.empty();
    }
}
