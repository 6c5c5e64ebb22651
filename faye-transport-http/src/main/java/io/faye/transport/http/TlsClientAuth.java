package io.faye.transport.http;

/** Whether a server that speaks TLS asks its clients for certificates. */
public enum TlsClientAuth {
    /** Nobody is asked. */
    NONE,

    /** Everybody is asked; who shows none is let in, who shows one that nobody vouches for is not. */
    WANT,

    /** Only those are let in who show a certificate that an authority vouches for. */
    NEED
}
