/**
 * Objects of applications as JSON, by Jackson 3.
 *
 * @provides io.faye.client.spi.JsonCodec {@link io.faye.client.jackson3.Jackson3Codec}
 */
// The digit is that of Jackson.
@SuppressWarnings("module")
module io.faye.client.jackson3 {
    requires transitive io.faye.client;
    requires transitive tools.jackson.databind;
    requires static transitive org.jspecify;

    exports io.faye.client.jackson3;

    provides io.faye.client.spi.JsonCodec with
            io.faye.client.jackson3.Jackson3Codec;
}
