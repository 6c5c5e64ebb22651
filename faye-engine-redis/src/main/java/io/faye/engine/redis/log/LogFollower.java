package io.faye.engine.redis.log;

import java.util.List;

/** What this process knows by following the log. The tail calls it, on one thread. */
public interface LogFollower {

    /** {@return the id of the newest entry that was applied} */
    LogId last();

    /** Applies what was read, up to the newest id of it. */
    void apply(List<Entry> entries, LogId newest);

    /** Entries up to an id were trimmed before they were read: the sessions concerned end. */
    void restart(LogId from);

    /** Redis has lost the end of the log, which was applied here. */
    void rewind(LogId to);

    /** Redis may have lost what it knew of the sessions of this process. */
    void restore();
}
