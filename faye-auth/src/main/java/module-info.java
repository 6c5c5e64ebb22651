/** Extensions for authentication, access rules and limits. */
module io.faye.auth {
    requires transitive io.faye.extension;
    requires transitive io.faye.protocol;
    requires com.github.benmanes.caffeine;
    requires java.naming;
    requires java.net.http;
    requires org.slf4j;
    requires static org.jose4j;
    requires static com.fasterxml.jackson.databind;
    requires static com.networknt.schema;
    requires static transitive org.jspecify;

    exports io.faye.auth;
    exports io.faye.auth.jwt;
    exports io.faye.auth.limits;
    exports io.faye.auth.payload;
    exports io.faye.auth.rules;
}
