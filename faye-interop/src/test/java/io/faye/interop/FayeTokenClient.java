package io.faye.interop;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** The npm package {@code faye} on Node, which sends the token with every message. */
final class FayeTokenClient implements TokenClient {

    private final FayeDriver node;
    private final Transport transport;
    private final URI url;
    private final Inbox inbox;
    private String name = "";

    FayeTokenClient(FayeDriver node, Transport transport, URI url, ServerProcess server) {
        this.node = node;
        this.transport = transport;
        this.url = url;
        this.inbox = new Inbox(server::story);
    }

    @Override
    public String enter(String token) {
        name = node.register(inbox);
        return call(Map.of("op", "open", "url", url.toString(), "transport", transport.wireName(), "token", token));
    }

    @Override
    public String subscribe(String pattern) {
        return call(Map.of("op", "subscribe", "channel", pattern));
    }

    @Override
    public String publish(String channel, String data) {
        return call(Map.of("op", "publish", "channel", channel, "data", data));
    }

    private String call(Map<String, Object> command) {
        Map<String, Object> addressed = new HashMap<>(command);
        addressed.put("client", name);
        return Limits.await(command.get("op") + " by Faye's client", node.call(addressed))
                .error();
    }

    @Override
    public void receives(String... expected) {
        inbox.receives((Object[]) expected);
    }

    @Override
    public void close() {
        call(Map.of("op", "close"));
    }
}
