package io.faye.transport.http.connection;

import io.faye.server.BayeuxServer;
import io.faye.transport.Mount;
import io.faye.transport.Origins;
import io.faye.transport.RefusalLog;
import io.faye.transport.http.admission.Admission;
import io.faye.transport.http.admission.TrustedProxies;
import io.faye.transport.http.tls.TlsContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of one server share.
 *
 * @param bayeux processes the messages
 * @param mount where clients find the server
 * @param limits what one connection may ask
 * @param ping the period of pings, zero for none
 * @param origins whose pages may use the server
 * @param proxies tell for whom they ask
 * @param admission decides which clients are let in
 * @param tls the server's certificate, null without TLS
 * @param compression what WebSockets may compress
 * @param refusals the log of refused requests
 * @param counters count connections and refusals
 */
public record ServerContext(
        BayeuxServer bayeux,
        Mount mount,
        ConnectionLimits limits,
        Duration ping,
        Origins origins,
        TrustedProxies proxies,
        Admission admission,
        @Nullable TlsContext tls,
        Compression compression,
        RefusalLog refusals,
        ConnectionCounters counters) {

    /** Whether WebSockets may compress messages. */
    public enum Compression {
        /** Nothing is compressed. */
        NONE,
        /** Clients may ask for {@code permessage-deflate}. */
        DEFLATE
    }

    /** {@return whether pages of the request's origin may use the server} */
    public boolean admitsOrigin(HttpRequest head) {
        return origins.admits(head.headers().get(HttpHeaderNames.ORIGIN));
    }

    /** {@return the request's origin as it was sent, if pages of that origin may read the answer, else null} */
    @Nullable
    public String allowedOrigin(HttpRequest head) {
        return origins.allowing(head.headers().get(HttpHeaderNames.ORIGIN));
    }
}
