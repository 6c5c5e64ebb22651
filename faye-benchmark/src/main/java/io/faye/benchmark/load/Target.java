package io.faye.benchmark.load;

/** Which server a client connects to, if there are several. */
enum Target {
    FIRST,
    LAST,
    /** Each client to another one, in turn. */
    EACH
}
