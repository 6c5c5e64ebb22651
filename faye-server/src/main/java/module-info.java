/**
 * Speaks Bayeux: {@link io.faye.server.BayeuxServer} answers what transports bring and hands out what engines keep. It
 * knows no transport and no engine by name.
 */
module io.faye.server {
    requires transitive io.faye.engine;
    requires transitive io.faye.extension;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.faye.server;
}
