/**
 * The server inside a servlet container, at a path beside the application's own: {@link io.faye.servlet.FayeMount} attaches it.
 */
module io.faye.servlet {
    requires transitive io.faye.server;
    requires io.faye.transport;
    requires static transitive jakarta.servlet;
    requires static jakarta.websocket;
    requires static transitive jakarta.websocket.client;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.faye.servlet;
}
