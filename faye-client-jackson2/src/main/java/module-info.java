/**
 * Objects of applications as JSON, by Jackson 2.
 *
 * @provides io.faye.client.spi.JsonCodec {@link io.faye.client.jackson2.Jackson2Codec}
 */
// The digit is that of Jackson.
@SuppressWarnings("module")
module io.faye.client.jackson2 {
    requires transitive com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires transitive io.faye.client;
    requires static transitive org.jspecify;

    exports io.faye.client.jackson2;

    provides io.faye.client.spi.JsonCodec with
            io.faye.client.jackson2.Jackson2Codec;
}
