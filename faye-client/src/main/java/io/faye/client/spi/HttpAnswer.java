package io.faye.client.spi;

/** The response to a request. */
public final class HttpAnswer {

    private final int status;
    private final byte[] body;

    /**
     * Makes a response.
     *
     * @param status its status, such as 200
     * @param body the whole body, which nobody changes afterwards
     */
    public HttpAnswer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** {@return the status, such as 200} */
    public int status() {
        return status;
    }

    /** {@return the whole body, which must not be changed} */
    public byte[] body() {
        return body;
    }
}
