package io.faye.standalone;

import io.faye.server.BayeuxServer;
import io.faye.standalone.security.Access;
import io.faye.standalone.security.Access.Audience;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The line of the log that says what has started and to whom it is open, and a warning if that is likely too many. */
final class StartLog {

    private static final Logger LOG = LoggerFactory.getLogger(StandaloneServer.class);

    private StartLog() {}

    static void write(ServeOptions options, BayeuxServer server, URI uri, Management management) {
        Access access = options.security().access();
        boolean extended =
                server.extensions().size() > options.security().parts().size();
        LOG.info(
                "{} has started (engine={}, address={}, publish={}, subscribe={}, console={}, publishing by HTTP={},"
                        + " management={})",
                Version.line(),
                options.engine(),
                uri,
                audience(access.publishers(), extended),
                audience(access.subscribers(), extended),
                options.console().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                management.publishes() ? "with a key" : "off",
                management.uri().map(URI::toString).orElse("off"));
        if (access.publishers() == Audience.ANYBODY
                && !extended
                && !options.needsClientCertificates()
                && !isLoopback(options.host())) {
            LOG.warn(
                    "Anybody who reaches this server may publish and subscribe (host={}); see docs/auth.md, or start it"
                            + " with --host localhost",
                    options.host());
        }
    }

    private static String audience(Audience audience, boolean extended) {
        return extended && audience == Audience.ANYBODY ? "as installed extensions say" : audience.toString();
    }

    private static boolean isLoopback(String host) {
        try {
            return !host.isEmpty() && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
