package io.faye.tck.history;

/**
 * A message at its place in a session's queue.
 *
 * @param publish how it came there
 * @param read where it was seen first
 */
record Delivery(long position, Call publish, Call read) {

    long number() {
        return publish.sent().number();
    }
}
