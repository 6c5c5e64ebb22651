package io.faye.server;

import io.faye.engine.MonitoredEngine;
import io.faye.extension.ExtensionPipeline;
import io.faye.extension.Sessions;
import io.faye.protocol.ProtocolLimits;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/** What the parts of one server share. */
record Service(
        MonitoredEngine engine,
        Sessions sessions,
        Clients clients,
        ExtensionPipeline pipeline,
        ScheduledExecutorService scheduler,
        Complaints complaints,
        Duration timeout,
        ProtocolLimits limits) {}
