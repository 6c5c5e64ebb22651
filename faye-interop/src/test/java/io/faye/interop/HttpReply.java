package io.faye.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP response as it came; header names are looked up ignoring case. */
public record HttpReply(int status, Map<String, String> headers, String body) {

    public static HttpReply read(RawSocket socket) {
        HttpReply head = head(socket);
        return new HttpReply(head.status, head.headers, new String(body(socket, head.headers), UTF_8));
    }

    /** {@return a response whose body is left to be read} */
    public static HttpReply head(RawSocket socket) {
        int status = Integer.parseInt(socket.line().split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = socket.line(); !line.isEmpty(); line = socket.line()) {
            String[] field = line.split(":", 2);
            headers.put(field[0], field[1].strip());
        }
        return new HttpReply(status, headers, "");
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    private static byte[] body(RawSocket socket, Map<String, String> headers) {
        if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
            return chunks(socket);
        }
        return socket.read(Integer.parseInt(headers.getOrDefault("Content-Length", "0")));
    }

    private static byte[] chunks(RawSocket socket) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(socket); size > 0; size = chunkSize(socket)) {
            body.writeBytes(socket.read(size));
            socket.line();
        }
        socket.line();
        return body.toByteArray();
    }

    private static int chunkSize(RawSocket socket) {
        return Integer.parseInt(socket.line(), 16);
    }
}
