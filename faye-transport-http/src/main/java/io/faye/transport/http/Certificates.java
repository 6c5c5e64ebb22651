package io.faye.transport.http;

import io.netty.channel.Channel;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the client of a connection showed of itself under TLS, which does not change while the connection lasts. */
final class Certificates {

    private final @Nullable Tls tls;
    private final Channel channel;
    private @Nullable List<X509Certificate> shown;

    Certificates(@Nullable Tls tls, Channel channel) {
        this.tls = tls;
        this.channel = channel;
    }

    List<X509Certificate> shown() {
        List<X509Certificate> known = shown;
        if (known == null) {
            known = tls == null ? List.of() : tls.shown(channel);
            shown = known;
        }
        return known;
    }
}
