package io.faye.standalone.client;

/** How commands end, beside 2 for a command line that is wrong. */
final class ExitCodes {

    /** What was asked for was done. */
    static final int DONE = 0;

    /** What was asked for was not done. */
    static final int FAILED = 1;

    /** Time is over: fewer messages came than asked for, or nobody knows whether it was done. */
    static final int INCOMPLETE = 3;

    private ExitCodes() {}
}
