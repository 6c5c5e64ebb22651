/**
 * The language of the service: messages, channels, errors and advice, and the codec between them and JSON. Values
 * are immutable and already valid; nothing here does input or output or starts a thread.
 */
module io.faye.protocol {
    requires com.fasterxml.jackson.core;
    requires com.github.benmanes.caffeine;
    requires static transitive org.jspecify;

    exports io.faye.protocol;
}
