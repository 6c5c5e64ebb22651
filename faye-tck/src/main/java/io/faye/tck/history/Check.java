package io.faye.tck.history;

/** Examines one session's story for one sort of fault. */
interface Check {

    void examine(Story story, HistoryRecord history, Findings findings);
}
