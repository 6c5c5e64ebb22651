package io.faye.tck;

/** The backend that an engine stands on, in the hands of {@link FaultyBackendTck}. Methods return when it is done. */
public interface Backend {

    /** Takes the backend away: connections break, and no new ones are made. What it has stored stays. */
    void stop();

    /** Brings it back after {@link #stop}, at the same address. */
    void start();

    /** Lets connections stay and nothing be answered any more. */
    void pause();

    /** Lets a backend that was paused go on, with what was asked of it meanwhile. */
    void resume();
}
