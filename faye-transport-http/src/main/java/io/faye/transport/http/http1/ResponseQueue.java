package io.faye.transport.http.http1;

import io.faye.transport.http.connection.ConnectionLimits;
import io.faye.transport.http.connection.ContentWriter;
import io.faye.transport.http.connection.GracefulClose;
import io.faye.transport.http.connection.WritePromise;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The responses that an HTTP connection owes, in the order of its requests. A long response is written in pieces; the others
 * wait until it is written, and all wait while the client does not take what was written.
 */
final class ResponseQueue {

    private final HttpConnection connection;
    private final Queue<PendingResponse> waiting = new ArrayDeque<>(2);
    private @Nullable ContentWriter writing;
    private long memory;
    private boolean ending;
    private boolean ended;

    ResponseQueue(HttpConnection connection) {
        this.connection = connection;
    }

    void add(PendingResponse reply) {
        waiting.add(reply);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** {@return whether the client may ask for more} */
    boolean hasRoom(ConnectionLimits limits) {
        return waiting.size() < limits.maxWaiting() && memory < limits.maxWaitingBytes();
    }

    boolean isNext(PendingResponse reply) {
        return waiting.peek() == reply;
    }

    /** {@return whether a part of a response was written and the rest was not} */
    boolean hasBegun() {
        return writing != null;
    }

    void clear() {
        waiting.clear();
        writing = null;
        memory = 0;
    }

    /** Counts a response that is there. */
    void keep(Response response) {
        memory += response.content().memory();
    }

    /** Writes the responses that are there, as far as none is missing between, and as far as the client takes them. */
    void sendReady() {
        PendingResponse next = waiting.peek();
        while (next != null && next.response() != null && isOpen() && send(next, next.response())) {
            next = waiting.peek();
        }
        if (ending && !ended) {
            endWhenEmpty();
        }
    }

    private boolean isOpen() {
        return connection.channel().isActive() && connection.channel().isWritable();
    }

    /** {@return whether it was written whole} */
    private boolean send(PendingResponse reply, Response response) {
        ContentWriter rest = writing == null ? begin(reply, response) : writing;
        boolean whole = rest == null || rest.writeMore();
        writing = whole ? null : rest;
        connection.flushSoon();
        if (whole) {
            waiting.poll();
            memory -= response.content().memory();
        }
        return whole;
    }

    /** {@return what writes the rest, null if it is written whole} */
    private @Nullable ContentWriter begin(PendingResponse reply, Response response) {
        Channel channel = connection.channel();
        boolean last = isLast(reply, response);
        ended |= last;
        ChannelPromise written = promise(reply, last);
        boolean inPieces = response.isInPieces(reply);
        connection.write(
                response.encode(
                        channel.alloc(), reply, last, connection.loop().date().now()),
                inPieces ? channel.voidPromise() : written);
        return inPieces ? new ContentWriter(connection, response.content(), written, this::goOnLater) : null;
    }

    private ChannelPromise promise(PendingResponse reply, boolean last) {
        if (!last) {
            return WritePromise.of(connection.channel(), reply.written());
        }
        ChannelPromise written = new WritePromise(connection.channel(), reply.written());
        GracefulClose.after(written);
        return written;
    }

    private void goOnLater() {
        connection.executor().execute(connection::sendReady);
    }

    private boolean isLast(PendingResponse reply, Response response) {
        boolean leaving = ending || connection.loop().isLeaving() || connection.isOld();
        return !response.isInterim() && (!reply.isKeepAlive() || leaving && waiting.size() == 1);
    }

    /** Closes the connection behind the replies that it owes. */
    void endWhenEmpty() {
        ending = true;
        if (waiting.isEmpty() && !ended) {
            ended = true;
            connection.channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
