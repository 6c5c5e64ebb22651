package io.faye.transport.http.tls;

import io.netty.channel.Channel;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The certificates of a connection's client. They do not change while the connection lasts. */
public final class PeerCertificates {

    private final @Nullable TlsContext tls;
    private final Channel channel;
    private @Nullable List<X509Certificate> shown;

    public PeerCertificates(@Nullable TlsContext tls, Channel channel) {
        this.tls = tls;
        this.channel = channel;
    }

    public List<X509Certificate> shown() {
        List<X509Certificate> known = shown;
        if (known == null) {
            known = tls == null ? List.of() : tls.shown(channel);
            shown = known;
        }
        return known;
    }
}
