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

    /**
     * Lets the backend refuse writes and answer everything else, as one whose disk is full.
     *
     * @return whether this backend can do that; if not, the kit does not check it
     */
    default boolean refuseWrites() {
        return false;
    }

    /** Lets the backend take writes again after {@link #refuseWrites}. */
    default void acceptWrites() {}
}
