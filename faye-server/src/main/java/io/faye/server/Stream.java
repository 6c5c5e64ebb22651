package io.faye.server;

import io.faye.extension.Request;

/** A peer over which messages flow to one client, and how far they have got. */
final class Stream {

    private final RemotePeer peer;
    private final Request request;
    private long sent;
    private int unwritten;

    /** Messages flow from behind a position on; from 0 on: all that are not acknowledged. */
    Stream(RemotePeer peer, Request request, long after) {
        this.peer = peer;
        this.request = request;
        this.sent = after;
    }

    RemotePeer peer() {
        return peer;
    }

    Request request() {
        return request;
    }

    /** {@return the position of the last message that was handed to the peer, or kept from it by an extension} */
    long sent() {
        return sent;
    }

    /** Messages up to a position were read, and extensions left none of them. */
    void skip(long position) {
        sent = position;
    }

    /** Messages up to a position are on their way. */
    void write(long position) {
        sent = position;
        unwritten++;
    }

    /** {@return up to where all is written, after a write up to a position is} Includes what was skipped behind it. */
    long written(long position) {
        unwritten--;
        return unwritten == 0 ? sent : position;
    }

    boolean isIdle() {
        return unwritten == 0;
    }
}
