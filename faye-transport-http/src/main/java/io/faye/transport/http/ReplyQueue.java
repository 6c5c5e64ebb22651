package io.faye.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayDeque;
import java.util.Queue;

/** The replies that an HTTP connection owes, in the order of its requests. */
final class ReplyQueue {

    private final HttpConnection connection;
    private final Queue<PendingReply> waiting = new ArrayDeque<>(2);
    private boolean ending;

    ReplyQueue(HttpConnection connection) {
        this.connection = connection;
    }

    void add(PendingReply reply) {
        waiting.add(reply);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    boolean isNext(PendingReply reply) {
        return waiting.peek() == reply;
    }

    void clear() {
        waiting.clear();
    }

    /** Writes the responses that are there, as far as none is missing between. */
    void sendReady() {
        PendingReply next = waiting.peek();
        while (next != null && next.response() != null && connection.channel.isActive()) {
            waiting.remove();
            send(next, next.response());
            next = waiting.peek();
        }
    }

    private void send(PendingReply reply, Response response) {
        Channel channel = connection.channel;
        boolean last = isLast(reply, response);
        ByteBuf bytes = response.encode(
                channel.alloc(), reply, last, connection.loop.date().now());
        if (last) {
            waiting.clear();
            Ending.after(channel.writeAndFlush(bytes, new WritePromise(channel, reply.written())));
        } else {
            channel.write(bytes, WritePromise.of(channel, reply.written()));
            connection.flushSoon();
        }
    }

    private boolean isLast(PendingReply reply, Response response) {
        boolean leaving = ending || connection.loop.isGoingAway();
        return !response.isInterim() && (!reply.isKeepAlive() || leaving && waiting.isEmpty());
    }

    /** Closes the connection behind the replies that it owes. */
    void endWhenEmpty() {
        ending = true;
        if (waiting.isEmpty()) {
            connection.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
