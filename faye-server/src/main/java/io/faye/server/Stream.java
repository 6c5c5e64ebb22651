package io.faye.server;

import io.faye.extension.Request;

/** A peer over which messages flow to one client since one connect, and how far they have got. */
final class Stream {

    private final RemotePeer peer;
    private final Request request;
    private long sent;
    private int unwritten;

    Stream(RemotePeer peer, Request request) {
        this.peer = peer;
        this.request = request;
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
