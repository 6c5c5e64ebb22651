package io.faye.server;

import io.faye.engine.MonitoredEngine;
import io.faye.extension.ExtensionPipeline;
import io.faye.extension.Sessions;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.ProtocolLimits;
import io.faye.server.session.SessionRegistry;
import java.time.Duration;

/** What the parts of one server share. */
record Service(
        MonitoredEngine engine,
        Sessions sessions,
        SessionRegistry registry,
        BegunSessions begun,
        FirstConnects firstConnects,
        Pauses pauses,
        ServiceRegistry services,
        CallContext calls,
        ExtensionPipeline pipeline,
        ServerLog log,
        RefusalLog refusals,
        ServerObserver observer,
        SessionOrder order,
        Duration timeout,
        ProtocolLimits limits,
        ChannelNames channelNames) {}
