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

    /** Redis has lost the entries after an id, which were applied here. New ones may have ids that are not greater. */
    void rewind(LogId to);

    /**
     * Redis may have lost what it knew of the sessions of this process.
     *
     * @param history the id of the history that it has now
     */
    void restore(String history);
}
