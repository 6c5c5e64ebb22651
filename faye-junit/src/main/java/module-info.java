/** A server and clients for tests with JUnit Jupiter: {@link io.faye.junit.FayeServerTest}. */
module io.faye.junit {
    requires transitive io.faye.client;
    requires transitive io.faye.transport.http;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports io.faye.junit;
}
