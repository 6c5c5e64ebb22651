/** What transports of HTTP share, whatever network is below them. No API for applications. */
// Modules that are compiled later are not known yet.
@SuppressWarnings("module")
module io.faye.transport {
    requires com.github.benmanes.caffeine;
    requires transitive io.faye.server;
    requires static transitive org.jspecify;

    exports io.faye.transport to
            io.faye.servlet,
            io.faye.transport.http;
}
