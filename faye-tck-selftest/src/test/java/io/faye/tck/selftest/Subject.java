package io.faye.tck.selftest;

import io.faye.engine.Engine;
import io.faye.engine.EngineContext;

/** An engine that is made first and opened afterwards, so that wrong ones need no constructors. */
interface Subject extends Engine {

    void open(EngineContext host);
}
