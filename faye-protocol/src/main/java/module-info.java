/**
 * The language of the service: messages, channels, errors and advice, and the codec between them and JSON. Values
 * are immutable and already valid; nothing here does input or output or starts a thread.
 */
// Modules that are compiled later are not known yet.
@SuppressWarnings("module")
module io.faye.protocol {
    requires com.fasterxml.jackson.core;
    requires com.github.benmanes.caffeine;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.faye.protocol;
    exports io.faye.protocol.concurrent to
            io.faye.client,
            io.faye.client.okhttp,
            io.faye.engine,
            io.faye.extension,
            io.faye.server,
            io.faye.servlet,
            io.faye.standalone,
            io.faye.transport.http;
    exports io.faye.protocol.log to
            io.faye.auth,
            io.faye.engine,
            io.faye.extension,
            io.faye.server,
            io.faye.servlet,
            io.faye.transport,
            io.faye.transport.http;
}
