package io.faye.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** An HTTP connection of which tests make every request themselves. */
public final class RawHttp implements AutoCloseable {

    public static final String JSON = "Content-Type: application/json\r\n";

    private final RawSocket socket;

    public RawHttp(int port) {
        this(new RawSocket(port));
    }

    public RawHttp(RawSocket socket) {
        this.socket = socket;
    }

    public HttpReply post(String json) {
        return request("POST", "/faye", JSON, json);
    }

    public HttpReply postForm(String json) {
        String form = "message=" + URLEncoder.encode(json, UTF_8);
        return request("POST", "/faye", "Content-Type: application/x-www-form-urlencoded\r\n", form);
    }

    /** {@return what the script calls back with} */
    public HttpReply callback(String json) {
        HttpReply reply = request("GET", "/faye?jsonp=back&message=" + URLEncoder.encode(json, UTF_8), "", "");
        String argument = reply.body().replaceFirst("^/\\*\\*/back\\(", "").replaceFirst("\\);$", "");
        return new HttpReply(reply.status(), reply.headers(), argument);
    }

    public HttpReply request(String method, String target, String headers, String body) {
        send(method, target, headers, body);
        return receive();
    }

    /** Header lines are each ended by CR and LF; the length is added. */
    public void send(String method, String target, String headers, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        sendRaw(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: " + bytes.length
                + "\r\n\r\n");
        socket.write(bytes);
    }

    public void sendRaw(String text) {
        socket.write(text.getBytes(ISO_8859_1));
    }

    /** {@return what is below, for tests that write or wait in other ways} */
    public RawSocket socket() {
        return socket;
    }

    public HttpReply receive() {
        return HttpReply.read(socket);
    }

    /** {@return the first line of a response whose body, if it has one, does not matter} */
    public String receiveStatusLine() {
        return socket.line();
    }

    @Override
    public void close() {
        socket.close();
    }
}
