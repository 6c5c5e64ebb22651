package io.faye.engine.redis.log;

import java.util.List;

/** What this process knows by following the log. The tail calls it, on one thread. */
public interface LogFollower {

    /** {@return the id of the newest entry that was applied} */
    LogId last();

    /** Applies what was read, up to the newest id of it. */
    void apply(List<Entry> entries, LogId newest);

    /** {@return whether an entry with the same id and origin was applied lately} */
    boolean hasApplied(Entry entry);

    /** Entries up to an id were trimmed before they were read: the sessions concerned end. */
    void missed(LogId upTo);

    /** Redis has lost the entries after an id, which were applied here. New ones may have ids that are not greater. */
    void rewind(LogId to);

    /** Redis may have lost what it knew of the sessions of this process. */
    void restore();
}
