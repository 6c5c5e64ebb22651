package io.faye.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** An HTTP connection of which tests make every request themselves. */
final class RawHttp implements AutoCloseable {

    static final String JSON = "Content-Type: application/json\r\n";

    private final RawSocket socket;

    RawHttp(int port) {
        socket = new RawSocket(port);
    }

    HttpReply post(String json) {
        return request("POST", "/faye", JSON, json);
    }

    HttpReply postForm(String json) {
        String form = "message=" + URLEncoder.encode(json, UTF_8);
        return request("POST", "/faye", "Content-Type: application/x-www-form-urlencoded\r\n", form);
    }

    /** {@return what the script calls back with} */
    HttpReply callback(String json) {
        HttpReply reply = request("GET", "/faye?jsonp=back&message=" + URLEncoder.encode(json, UTF_8), "", "");
        String argument = reply.body().replaceFirst("^/\\*\\*/back\\(", "").replaceFirst("\\);$", "");
        return new HttpReply(reply.status(), reply.headers(), argument);
    }

    HttpReply request(String method, String target, String headers, String body) {
        send(method, target, headers, body);
        return receive();
    }

    /** Header lines are each ended by CR and LF; the length is added. */
    void send(String method, String target, String headers, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        sendRaw(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Content-Length: " + bytes.length
                + "\r\n\r\n");
        socket.write(bytes);
    }

    void sendRaw(String text) {
        socket.write(text.getBytes(ISO_8859_1));
    }

    HttpReply receive() {
        return HttpReply.read(socket);
    }

    /** {@return the first line of a response whose body, if it has one, does not matter} */
    String receiveStatusLine() {
        return socket.line();
    }

    @Override
    public void close() {
        socket.close();
    }
}
