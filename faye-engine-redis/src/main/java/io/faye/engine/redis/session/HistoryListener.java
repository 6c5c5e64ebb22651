package io.faye.engine.redis.session;

/** Is told, under the lock of the sessions, that Redis was restarted or replaced. */
public interface HistoryListener {

    /** Redis has lost entries that were applied here. */
    void entriesLost();

    /** Redis may have lost what it knew of sessions. */
    void historyChanged();

    /** Does nothing. */
    HistoryListener NONE = new HistoryListener() {
        @Override
        public void entriesLost() {}

        @Override
        public void historyChanged() {}
    };
}
