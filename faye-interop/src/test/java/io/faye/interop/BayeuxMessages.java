package io.faye.interop;

/** Messages as text, for tests that look at connections rather than at messages. */
public final class BayeuxMessages {

    public static final String HANDSHAKE =
            "{\"channel\":\"/meta/handshake\",\"version\":\"1.0\",\"supportedConnectionTypes\":[\"websocket\"]}";

    private BayeuxMessages() {}

    /** {@return a connect that is held as long as the server likes} */
    public static String connect(String client) {
        return "{\"channel\":\"/meta/connect\",\"clientId\":\"" + client
                + "\",\"connectionType\":\"websocket\",\"id\":\"held\"}";
    }

    public static String connect(String client, int millis) {
        return "{\"channel\":\"/meta/connect\",\"clientId\":\"" + client
                + "\",\"connectionType\":\"websocket\",\"advice\":{\"timeout\":" + millis + "}}";
    }

    /** {@return a connect that is answered at once, and after which the client sends nothing for so long} */
    public static String pause(String client, int millis) {
        return "{\"channel\":\"/meta/connect\",\"clientId\":\"" + client
                + "\",\"connectionType\":\"websocket\",\"advice\":{\"timeout\":0,\"interval\":" + millis + "}}";
    }

    public static String subscribe(String client, String pattern) {
        return "{\"channel\":\"/meta/subscribe\",\"clientId\":\"" + client + "\",\"subscription\":\"" + pattern + "\"}";
    }

    public static String disconnect(String client) {
        return "{\"channel\":\"/meta/disconnect\",\"clientId\":\"" + client + "\"}";
    }

    public static String publish(String channel, String data) {
        return "{\"channel\":\"" + channel + "\",\"data\":\"" + data + "\"}";
    }

    /** {@return a new session's client id} */
    public static String handshake(int port) {
        try (WireConversation conversation = WireConversation.open(Transport.LONG_POLLING, port)) {
            return WireJson.issuedClientId(conversation.ask(HANDSHAKE)).orElseThrow();
        }
    }
}
