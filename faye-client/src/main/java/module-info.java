/**
 * A Bayeux client for Java programs: {@link io.faye.client.FayeClient}. It works with this server, with Faye and with
 * CometD.
 *
 * @uses io.faye.client.spi.JsonCodec how objects of the application become JSON, and back
 */
module io.faye.client {
    requires transitive io.faye.protocol;
    requires transitive java.net.http;
    requires org.slf4j;
    requires static transitive org.jspecify;

    uses io.faye.client.spi.JsonCodec;

    exports io.faye.client;
    exports io.faye.client.spi;
}
