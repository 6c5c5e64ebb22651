package io.faye.standalone;

import picocli.CommandLine.Option;

/** Who may use the console: options that exclude each other. */
final class ConsoleOptions {

    @Option(
            names = "--console",
            description = "Serve the console at / to this machine. Default, unless a file says who may do what.")
    private boolean on;

    @Option(names = "--no-console", description = "Do not serve the console at /.")
    private boolean off;

    @Option(
            names = "--remote-console",
            description = "Let other machines use the console too. It shows everybody's messages.")
    private boolean remote;

    boolean isChosen() {
        return on || off || remote;
    }

    /** Everybody at this machine sees everybody's messages: what a file says about who may do what would mean little. */
    ConsoleAccess access(boolean secured) {
        if (remote) {
            return ConsoleAccess.ANYBODY;
        }
        boolean nobody = off || secured && !on;
        return nobody ? ConsoleAccess.NOBODY : ConsoleAccess.THIS_MACHINE;
    }
}
