package io.faye.interop;

/** What becomes of the bytes at which the proxy cuts a connection. */
enum Cut {
    /** The server never sees the request. */
    REQUEST_LOST,
    /** The server has answered, the client sees nothing of it. */
    RESPONSE_LOST,
    /** The client sees the first half of what the server wrote. */
    RESPONSE_TORN;

    boolean concernsRequests() {
        return this == REQUEST_LOST;
    }

    int passes(int bytes) {
        return this == RESPONSE_TORN ? bytes / 2 : 0;
    }
}
