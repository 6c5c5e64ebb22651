package io.faye.transport.http;

import io.faye.protocol.ClientId;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

/** The opening of an event stream (EventSource of the HTML standard): the path's last segment names the client. */
final class EventStream {

    private static final String OPENING = String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Content-Type: text/event-stream",
            "Cache-Control: no-cache, no-store",
            "Connection: close",
            "",
            "retry: 5000",
            "",
            "");

    private EventStream() {}

    static boolean isAsked(HttpRequest head) {
        return Fields.members(head.headers().get(HttpHeaderNames.ACCEPT, "")).anyMatch("text/event-stream"::equals);
    }

    /** Unknown clients' streams are opened too: a browser that was refused would not come again. */
    static void open(HttpRequest head, HttpConnection connection) {
        UpgradeRequest request = UpgradeRequest.of("eventsource", head.uri(), head, connection);
        EventStreamConnection stream = new EventStreamConnection(connection.site, connection.loop, connection.channel);
        connection.become(
                stream,
                new ChannelInboundHandlerAdapter(),
                ByteBufUtil.writeAscii(connection.channel.alloc(), OPENING));
        String path = Fields.path(head.uri());
        ClientId.parse(path.substring(path.lastIndexOf('/') + 1)).ifPresent(client -> stream.attach(client, request));
    }
}
