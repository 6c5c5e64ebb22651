package io.faye.standalone;

import io.faye.standalone.security.SecurityParts;
import io.faye.transport.http.FayeHttpServer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the options of a running server again, and has the server use those that may change while it runs. Everything is read and
 * checked before anything changes.
 */
final class Reload {

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final FayeHttpServer http;
    private final Management management;
    private final ServeOptions started;
    private SecurityParts security;

    Reload(ServeOptions started, FayeHttpServer http, Management management) {
        this.started = started;
        this.security = started.security();
        this.http = http;
        this.management = management;
    }

    /**
     * Reloads.
     *
     * @return the options that have changed and need a new start
     * @throws IllegalArgumentException if the options cannot be used: then nothing has changed; the message says why in one line
     */
    synchronized List<String> run() {
        try {
            ServeOptions next = started.again();
            check(next);
            Management.Keys keys = Management.keys(next.management());
            SecurityParts secured = next.security().keeping(security);
            http.reloadTls();
            use(next, keys, secured);
            List<String> needsRestart = ChangedOptions.between(started, next);
            LOG.info(
                    "Reloaded the configuration (publish={}, subscribe={}, options that need a new start={})",
                    secured.access().publishers(),
                    secured.access().subscribers(),
                    needsRestart);
            return needsRestart;
        } catch (RuntimeException e) {
            String why = Main.oneLine(e);
            LOG.error("Cannot reload the configuration; the server goes on with the one that it has: {}", why);
            throw new IllegalArgumentException(why, e);
        }
    }

    private static void check(ServeOptions next) {
        next.port();
        next.timeout();
        next.limits();
        next.admission().limits();
    }

    private void use(ServeOptions next, Management.Keys keys, SecurityParts secured) {
        http.bayeux().replaceExtensions(security.extensions(), secured.extensions());
        security = secured;
        http.admission(next.admission().limits());
        management.use(keys);
        next.log().apply();
    }

    /** Reloads on a signal; the log says what came of it. */
    void signalled() {
        try {
            run();
        } catch (IllegalArgumentException e) {
            // The log has it.
        }
    }
}
