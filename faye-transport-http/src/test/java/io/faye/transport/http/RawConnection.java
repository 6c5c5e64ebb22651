package io.faye.transport.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A TCP connection on which a test says exactly what it likes. Reading gives up after ten seconds. */
final class RawConnection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    RawConnection(FayeHttpServer server) {
        this(server, 0);
    }

    RawConnection(FayeHttpServer server, int receiveBuffer) {
        this(server, receiveBuffer, new Socket());
    }

    RawConnection(FayeHttpServer server, int receiveBuffer, Socket unconnected) {
        socket = unconnected;
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 10_000);
            socket.setSoTimeout(10_000);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a header block. */
    RawConnection head(String... lines) {
        return send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** Sends a POST of JSON, in which quotes are written as apostrophes. */
    RawConnection post(String path, String json, String... headers) {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        head.append("Content-Type: application/json\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return send(head + "\r\n").send(body);
    }

    /** Sends a request without a body. */
    RawConnection request(String method, String path, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return send(head + "\r\n");
    }

    Reply reply() {
        return read(true);
    }

    Reply replyWithoutBody() {
        return read(false);
    }

    private Reply read(boolean withBody) {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = withBody ? bytes(length) : new byte[0];
        return new Reply(Integer.parseInt(status.split(" ", -1)[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    String line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = octet(); b != '\n'; b = octet()) {
            if (b < 0) {
                throw new AssertionError("The connection ended after '" + line + "'");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    int octet() {
        try {
            return in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes(int length) {
        try {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the server has closed the connection; what comes before is skipped. */
    boolean isEnded() {
        try {
            in.skipNBytes(Long.MAX_VALUE);
            return false;
        } catch (SocketException | java.io.EOFException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits so long for something to read, an end included. */
    boolean hears(Duration time) {
        try {
            socket.setSoTimeout(Math.toIntExact(time.toMillis()));
            in.mark(1);
            in.read();
            in.reset();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            patient();
        }
    }

    private void patient() {
        try {
            socket.setSoTimeout(10_000);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that nothing more will be sent. */
    void hangUp() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the connection off in the rudest way. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Reply(int status, Map<String, String> headers, String body) {

        /** The value of a string member anywhere in the body. */
        String member(String name) {
            String key = "\"" + name + "\":\"";
            int from = body.indexOf(key) + key.length();
            return body.substring(from, body.indexOf('"', from));
        }
    }
}
