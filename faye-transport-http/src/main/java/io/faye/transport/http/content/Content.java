package io.faye.transport.http.content;

/**
 * A body or a message that a connection writes piece by piece: the next piece when the client has taken those before it, so
 * that few of its bytes are in buffers.
 */
public interface Content {

    /** The length of a piece. */
    int PIECE = 64 << 10;

    /** What is not longer goes out at once, in one buffer: a batch for a stream, with what is written around it. */
    int WHOLE = 96 << 10;

    /** {@return how many bytes will be written} */
    long length();

    /** {@return how many bytes it keeps in memory while it waits, and nothing else keeps} */
    long memory();

    /** {@return all of it, for one connection} */
    ContentReader pieces();
}
