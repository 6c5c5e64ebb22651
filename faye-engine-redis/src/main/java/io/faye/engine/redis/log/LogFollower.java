package io.faye.engine.redis.log;

/** What this process knows by following the log. The tail calls it, on one thread. */
public interface LogFollower {

    /** {@return the id of the newest entry that was applied} */
    LogId last();

    /** Applies what was read. */
    void apply(LogPage page);

    /** {@return whether the same entry was applied lately} */
    boolean hasApplied(LoggedEntry entry);

    /** Entries up to an id were trimmed before they were read: the sessions concerned end. */
    void missed(LogId upTo);

    /**
     * Redis was restarted or replaced, and may have lost what it knew of the sessions of this process.
     *
     * @param history the id of the history that it has now
     * @param kept the newest entry that it has not lost; it may not be applied here yet. New entries may have ids that are not
     *     greater than those of lost ones.
     */
    void restarted(String history, LogId kept);
}
