package io.faye.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** The opening of a WebSocket, RFC 6455 section 4.2: version 13, no subprotocol, no extension
 * but that which compresses. */
final class Handshake {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String SWITCHING = String.join(
            "\r\n",
            "HTTP/1.1 101 Switching Protocols",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Accept: ");
    private static final int KEY_BYTES = 16;

    private Handshake() {}

    static boolean isAsked(HttpRequest head) {
        HttpHeaders headers = head.headers();
        return head.method().equals(HttpMethod.GET)
                && head.protocolVersion().minorVersion() > 0
                && Fields.hasToken(headers.getAll(HttpHeaderNames.UPGRADE), "websocket")
                && Fields.hasToken(headers.getAll(HttpHeaderNames.CONNECTION), "upgrade")
                && headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "")
                        .strip()
                        .equals("13")
                && isKey(headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, ""));
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key.strip()).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static void accept(HttpRequest head, Site site, HttpConnection connection) {
        Optional<String> extension = site.deflate() ? DeflateOffer.answer(head) : Optional.empty();
        ByteBuf response = ByteBufUtil.writeAscii(
                connection.channel.alloc(),
                SWITCHING
                        + proof(head.headers()
                                .get(HttpHeaderNames.SEC_WEBSOCKET_KEY, "")
                                .strip())
                        + extension
                                .map("\r\nSec-WebSocket-Extensions: "::concat)
                                .orElse("")
                        + "\r\n\r\n");
        // Mostly the mount itself: then one text serves all connections.
        String target = head.uri().equals(site.mount().path()) ? site.mount().path() : head.uri();
        UpgradeRequest request = UpgradeRequest.of("websocket", target, head, connection);
        WebSocketConnection socket =
                new WebSocketConnection(site, connection.loop, connection.channel, request, extension.isPresent());
        connection.become(socket, socket.decoder(), response);
    }

    private static String proof(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
