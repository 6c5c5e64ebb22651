package io.faye.transport.http.loop;

import io.netty.channel.ChannelInboundHandlerAdapter;

/** A connection, as its loop sees it. Belongs to the loop's thread. */
public abstract class LoopMember extends ChannelInboundHandlerAdapter {

    /** Owned by the {@link LoopMembers}. */
    int index;

    /** Writes out what was written since the last flush. */
    protected abstract void flush();

    /**
     * Looks whether anything takes too long, and ends the connection if so.
     *
     * @param now the time, as {@link System#nanoTime} tells it
     */
    protected abstract void check(long now);

    /** Ends the connection because the server stops, but not before what is due was sent. */
    public abstract void goAway();

    /** Closes the connection, whatever is due. */
    protected abstract void closeNow();
}
