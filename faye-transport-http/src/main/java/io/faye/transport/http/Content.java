package io.faye.transport.http;

/** What a connection sends in pieces, each only when the client has taken those before it: so little of it is in buffers. */
interface Content {

    /** The length of a piece. */
    int PIECE = 64 << 10;

    /** What is not longer goes out at once, in one buffer: a batch for a stream, with what is written around it. */
    int WHOLE = 96 << 10;

    /** {@return how many bytes will be written} */
    long length();

    /** {@return how many bytes it keeps in memory while it waits, and nothing else keeps} */
    long memory();

    /** {@return all of it, for one connection} */
    Pieces pieces();
}
