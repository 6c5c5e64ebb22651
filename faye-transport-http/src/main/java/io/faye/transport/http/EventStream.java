package io.faye.transport.http;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.server.ReplyReceiver;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The opening of an event stream (EventSource of the HTML standard): the path's last segment names the client. The
 * opening passes the extensions as a connect, so that they can refuse and count it: a browser cannot send a message
 * with it. Belongs to the connection's thread, but for {@link #settle}.
 */
record EventStream(String client, UpgradeRequest request, PendingReply reply, HttpConnection connection) {

    private static final String OPENING = String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Content-Type: text/event-stream",
            "Cache-Control: no-cache, no-store",
            "Connection: close",
            "",
            "retry: ");
    private static final int LONGEST_ID = 64;
    private static final long USUAL_RETRY_MILLIS = 5_000;
    private static final long SHORTEST_RETRY_MILLIS = 1_000;
    private static final long LONGEST_RETRY_MILLIS = 600_000;

    static boolean isAsked(HttpRequest head) {
        return Fields.members(head.headers().get(HttpHeaderNames.ACCEPT, "")).anyMatch("text/event-stream"::equals);
    }

    static void open(HttpRequest head, PendingReply reply, HttpConnection connection) {
        UpgradeRequest request = UpgradeRequest.of(ConnectionType.EVENTSOURCE.toString(), head.uri(), head, connection);
        String path = Fields.path(head.uri());
        String client = path.substring(path.lastIndexOf('/') + 1);
        EventStream stream =
                new EventStream(client.substring(0, Math.min(client.length(), LONGEST_ID)), request, reply, connection);
        connection.takeNothingMore();
        connection.peer().receive(List.of(stream.connect()), request, stream::settle);
    }

    /** A connect that is not held, and that takes no messages. */
    private Message connect() {
        return Message.to(Channel.CONNECT)
                .with(Field.CLIENT_ID, Json.of(client))
                .with(Field.CONNECTION_TYPE, Json.of(request.transport()))
                .with(Field.ADVICE, Json.of(Map.of("timeout", 0)));
    }

    /** Takes the answer to the connect, from any thread. */
    private void settle(List<Message> replies) {
        connection.sequence.execute(() -> {
            if (connection.channel.isActive()) {
                Optional<Message> answer = replies.stream().findFirst();
                answer.ifPresentOrElse(this::answer, () -> reply.sendLast(Response.text(403, "Refused")));
            }
        });
    }

    private void answer(Message answer) {
        String error = answer.error().orElse("");
        if (connection.loop.isGoingAway()) {
            reply.sendLast(Refusals.GOING_AWAY);
        } else if (answer.isSuccessful()) {
            EventStreamConnection stream = become(USUAL_RETRY_MILLIS, "");
            ClientId.parse(client).ifPresent(known -> stream.attach(known, request));
        } else if (isUnknownClient(error)) {
            end(answer);
        } else if (error.startsWith("429:") || error.startsWith("5")) {
            become(retryMillis(answer), comment(error)).goAway();
        } else {
            reply.sendLast(Response.text(403, error));
        }
    }

    /** Sends the answer, whose advice makes a client shake hands. */
    private void end(Message answer) {
        EventStreamConnection stream = become(USUAL_RETRY_MILLIS, "");
        stream.write(List.of(answer), ReplyReceiver.UNOBSERVED);
        stream.goAway();
    }

    private boolean isUnknownClient(String error) {
        return error.equals(BayeuxError.unknownClient(client).toString())
                || error.equals(BayeuxError.missingParameter(Field.CLIENT_ID).toString());
    }

    /** {@return how long a browser waits before it opens the stream again: what the advice says, within bounds} */
    private static long retryMillis(Message answer) {
        long millis = answer.field(Field.ADVICE)
                .flatMap(advice -> advice.field("interval"))
                .map(Json::asLong)
                .orElse(OptionalLong.empty())
                .orElse(USUAL_RETRY_MILLIS);
        return Math.max(SHORTEST_RETRY_MILLIS, Math.min(millis, LONGEST_RETRY_MILLIS));
    }

    private static String comment(String error) {
        return ":" + error.replace('\r', ' ').replace('\n', ' ') + "\r\n\r\n";
    }

    private EventStreamConnection become(long retryMillis, String more) {
        EventStreamConnection stream = new EventStreamConnection(connection.site, connection.loop, connection.channel);
        ByteBuf opening = ByteBufUtil.writeAscii(connection.channel.alloc(), OPENING + retryMillis + "\r\n\r\n" + more);
        connection.become(stream, new ChannelInboundHandlerAdapter(), opening);
        return stream;
    }
}
