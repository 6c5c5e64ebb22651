package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.WireRow.Exchange;

/** Plays a row: its placeholders stand for what is this run's own. */
final class WireScene {

    private static final String TYPES =
            "[\"long-polling\",\"cross-origin-long-polling\",\"callback-polling\",\"websocket\",\"eventsource\",\"in-process\"]";
    private static final String GONE = "0123456789abcdefghijklmnopqrstu";

    private final ServerProcess server;
    private final WireConversation conversation;
    private final String here = Channels.own();
    private final String alice;
    private final String bob;
    private String last = "";

    private WireScene(ServerProcess server, WireConversation conversation) {
        this.server = server;
        this.conversation = conversation;
        this.alice = handshake(conversation);
        this.bob = handshake(conversation);
    }

    static void play(WireRow row, Transport transport, ServerProcess server) {
        assertThat(row.exchanges()).as("exchanges of the row").isNotEmpty();
        try (WireConversation conversation = WireConversation.open(transport, server.port())) {
            WireScene scene = new WireScene(server, conversation);
            row.exchanges().forEach(exchange -> scene.play(row.title(), exchange));
        }
    }

    private static String handshake(WireConversation conversation) {
        return WireJson.parse(conversation.ask(BayeuxMessages.HANDSHAKE))
                .get(0)
                .get("clientId")
                .asText();
    }

    private void play(String title, Exchange exchange) {
        String request = fill(exchange.request());
        String reply = conversation.ask(request);
        last = WireJson.issuedClientId(reply).orElse(last);
        assertThat(WireJson.parseReplies(reply))
                .as("%s: the reply to %s%n%s", title, request, server.story())
                .isEqualTo(WireJson.parse(fill(exchange.reply())));
    }

    private String fill(String template) {
        return template.replace("$ALICE", alice)
                .replace("$BOB", bob)
                .replace("$GONE", GONE)
                .replace("$LAST", last)
                .replace("$HERE", here)
                .replace("$TYPES", TYPES)
                .replace("$RETRY", retry(0, server.timeoutMillis()))
                .replace("$PAUSE", retry(1500, server.timeoutMillis()))
                .replace("$EVENTSOURCE", retry(server.timeoutMillis(), 0))
                .replace("$REHANDSHAKE", "{\"reconnect\":\"handshake\"}");
    }

    private static String retry(long interval, long timeout) {
        return "{\"reconnect\":\"retry\",\"interval\":" + interval + ",\"timeout\":" + timeout + "}";
    }
}
