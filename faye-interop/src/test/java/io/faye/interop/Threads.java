package io.faye.interop;

/** Threads that never keep the test run from ending. */
public final class Threads {

    private Threads() {}

    public static Thread start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
