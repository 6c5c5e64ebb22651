package io.faye.interop;

/** A connection on which requests are sent and answered in turn, by either transport. */
interface WireConversation extends AutoCloseable {

    /** {@return what the server answers} */
    String ask(String json);

    @Override
    void close();

    static WireConversation open(Transport transport, int port) {
        return transport == Transport.WEBSOCKET ? webSocket(port) : http(port);
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

    private static WireConversation http(int port) {
        RawHttp connection = new RawHttp(port);
        return new WireConversation() {
            @Override
            public String ask(String json) {
                return connection.post(json).body();
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }
}
