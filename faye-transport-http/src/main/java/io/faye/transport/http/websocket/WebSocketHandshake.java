package io.faye.transport.http.websocket;

import io.faye.transport.http.connection.ServerContext;
import io.faye.transport.http.frame.DeflateOffer;
import io.faye.transport.http.header.RequestFields;
import io.faye.transport.http.http1.HttpConnection;
import io.faye.transport.http.streaming.UpgradeRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** Opens WebSockets (RFC 6455, section 4.2): version 13, no subprotocol, no extension but {@code permessage-deflate}. */
public final class WebSocketHandshake {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String SWITCHING = String.join(
            "\r\n",
            "HTTP/1.1 101 Switching Protocols",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Accept: ");
    private static final int KEY_BYTES = 16;

    private final ServerContext server;
    private final WebSocketDecoderConfig plain;
    private final WebSocketDecoderConfig extended;

    public WebSocketHandshake(ServerContext server) {
        this.server = server;
        this.plain = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(server.limits().maxMessage())
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .build();
        this.extended = plain.toBuilder().allowExtensions(true).build();
    }

    public static boolean isAsked(HttpRequest head) {
        HttpHeaders headers = head.headers();
        return head.method().equals(HttpMethod.GET)
                && head.protocolVersion().minorVersion() > 0
                && RequestFields.hasToken(headers.getAll(HttpHeaderNames.UPGRADE), "websocket")
                && RequestFields.hasToken(headers.getAll(HttpHeaderNames.CONNECTION), "upgrade")
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

    public void accept(HttpRequest head, HttpConnection connection) {
        Optional<String> extension = server.compression() == ServerContext.Compression.DEFLATE
                ? DeflateOffer.answer(head)
                : Optional.empty();
        ByteBuf response = ByteBufUtil.writeAscii(
                connection.channel().alloc(),
                SWITCHING
                        + proof(head.headers()
                                .get(HttpHeaderNames.SEC_WEBSOCKET_KEY, "")
                                .strip())
                        + extension
                                .map("\r\nSec-WebSocket-Extensions: "::concat)
                                .orElse("")
                        + "\r\n\r\n");
        // Mostly the mount itself: then one text serves all connections.
        String target =
                head.uri().equals(server.mount().path()) ? server.mount().path() : head.uri();
        UpgradeRequest request = UpgradeRequest.of("websocket", target, head, connection);
        WebSocketConnection socket = new WebSocketConnection(
                server, connection.loop(), connection.channel(), request, extension.isPresent() ? extended : plain);
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
