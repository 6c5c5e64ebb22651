package io.faye.transport.http.eventstream;

import io.faye.protocol.ClientId;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Message;
import io.faye.server.ReplyReceiver;
import io.faye.transport.EventStreamOpening;
import io.faye.transport.http.header.RequestFields;
import io.faye.transport.http.http1.ErrorResponses;
import io.faye.transport.http.http1.HttpConnection;
import io.faye.transport.http.http1.PendingResponse;
import io.faye.transport.http.http1.Response;
import io.faye.transport.http.streaming.UpgradeRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/**
 * Opens an event stream (EventSource of the HTML standard). The last segment of the path names the client; extensions see a
 * connect message. Belongs to the connection's thread, except {@link #settle}.
 */
public record EventStreamHandshake(
        EventStreamOpening opening, UpgradeRequest request, PendingResponse reply, HttpConnection connection) {

    private static final String HEAD = String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Content-Type: text/event-stream",
            "Cache-Control: no-cache, no-store",
            "Connection: close",
            "",
            "");

    public static boolean isAsked(HttpRequest head) {
        return RequestFields.members(head.headers().get(HttpHeaderNames.ACCEPT, ""))
                .anyMatch("text/event-stream"::equals);
    }

    public static void open(HttpRequest head, PendingResponse reply, HttpConnection connection) {
        UpgradeRequest request = UpgradeRequest.of(ConnectionType.EVENTSOURCE.toString(), head.uri(), head, connection);
        EventStreamOpening opening = EventStreamOpening.at(RequestFields.path(head.uri()));
        EventStreamHandshake stream = new EventStreamHandshake(opening, request, reply, connection);
        connection.takeNothingMore();
        connection.peer().receive(List.of(opening.connect()), request, stream::settle);
    }

    /** Takes the answer to the connect, from any thread. */
    private void settle(List<Message> replies) {
        connection.executor().execute(() -> {
            if (connection.channel().isActive()) {
                Optional<Message> answer = replies.stream().findFirst();
                answer.ifPresentOrElse(this::answer, () -> reply.sendLast(Response.text(403, "Refused")));
            }
        });
    }

    private void answer(Message answer) {
        if (connection.loop().isStopping()) {
            reply.sendLast(ErrorResponses.GOING_AWAY);
            return;
        }
        String error = answer.error().orElse("");
        switch (opening.outcome(answer)) {
            case STREAM -> {
                EventStreamConnection stream = become(EventStreamOpening.USUAL_RETRY_MILLIS, "");
                ClientId.parse(opening.client()).ifPresent(known -> stream.attach(known, request));
            }
            case SESSION_UNKNOWN -> end(answer);
            case AGAIN_LATER ->
                become(EventStreamOpening.retryMillis(answer), EventStreamOpening.comment(error))
                        .goAway();
            case REFUSED -> reply.sendLast(Response.text(403, error));
        }
    }

    /** Sends the answer, whose advice makes a client shake hands. */
    private void end(Message answer) {
        EventStreamConnection stream = become(EventStreamOpening.USUAL_RETRY_MILLIS, "");
        stream.write(List.of(answer), ReplyReceiver.UNOBSERVED);
        stream.goAway();
    }

    private EventStreamConnection become(long retryMillis, String more) {
        EventStreamConnection stream =
                new EventStreamConnection(connection.server(), connection.loop(), connection.channel());
        ByteBuf opening = ByteBufUtil.writeAscii(
                connection.channel().alloc(), HEAD + EventStreamOpening.retry(retryMillis) + more);
        connection.become(stream, new ChannelInboundHandlerAdapter(), opening);
        return stream;
    }
}
