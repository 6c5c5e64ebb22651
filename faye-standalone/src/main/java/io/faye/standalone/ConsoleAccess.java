package io.faye.standalone;

/** Who may use the console. */
enum ConsoleAccess {
    NOBODY,
    THIS_MACHINE,
    ANYBODY
}
