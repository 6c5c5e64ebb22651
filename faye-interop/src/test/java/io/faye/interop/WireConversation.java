package io.faye.interop;

import java.util.function.BiFunction;

/** A connection on which requests are sent and answered in turn, by either transport. */
public interface WireConversation extends AutoCloseable {

    /** {@return what the server answers} */
    String ask(String json);

    @Override
    void close();

    static WireConversation open(Transport transport, int port) {
        return switch (transport) {
            case WEBSOCKET -> webSocket(port);
            case LONG_POLLING -> http(port, RawHttp::post);
            case FORM_POLLING -> http(port, RawHttp::postForm);
            case CALLBACK_POLLING -> http(port, RawHttp::callback);
        };
    }

    private static WireConversation webSocket(int port) {
        RawWebSocket socket = RawWebSocket.open(port);
        return new WireConversation() {
            @Override
            public String ask(String json) {
                socket.send(json);
                return socket.receive().text();
            }

            @Override
            public void close() {
                socket.close();
            }
        };
    }

    private static WireConversation http(int port, BiFunction<RawHttp, String, HttpReply> request) {
        RawHttp connection = new RawHttp(port);
        return new WireConversation() {
            @Override
            public String ask(String json) {
                return request.apply(connection, json).body();
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }
}
