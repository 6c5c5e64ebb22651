package io.faye.transport.http;

import io.netty.handler.ssl.ClientAuth;

/** Whether a server that speaks TLS asks its clients for certificates. */
public enum TlsClientAuth {
    /** Nobody is asked. */
    NONE(ClientAuth.NONE),

    /** Everybody is asked; who shows none is let in, who shows one that nobody vouches for is not. */
    WANT(ClientAuth.OPTIONAL),

    /** Only those are let in who show a certificate that an authority vouches for. */
    NEED(ClientAuth.REQUIRE);

    private final ClientAuth clientAuth;

    TlsClientAuth(ClientAuth clientAuth) {
        this.clientAuth = clientAuth;
    }

    ClientAuth clientAuth() {
        return clientAuth;
    }
}
