package io.faye.standalone.example;

import io.faye.extension.Extension;
import io.faye.extension.Extensions;
import io.faye.server.BayeuxServer;
import java.time.Duration;

/** Extensions with conditions and limits around them. */
public final class Arranged {

    private Arranged() {}

    /**
     * {@return a server on which orders are checked}
     *
     * @param orders asks a database
     */
    public static BayeuxServer server(Extension orders) {
        BayeuxServer server = BayeuxServer.builder()
                .extension(Extensions.remoteOnly(new StaffNews()))
                .extension(Extensions.onChannels(
                        "/orders/{number}",
                        Extensions.timeLimit(Duration.ofSeconds(1), Extensions.offloading(8, 100, orders))))
                .build();
        return server;
    }
}
