package io.faye.engine.redis.client;

import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The names of the keys of one namespace, which Redis Cluster keeps together because of the braces. */
public final class Keys {

    private final String prefix;
    private final List<String> service;

    public Keys(String namespace) {
        this.prefix = "{" + namespace + "}:";
        this.service = List.of(log(), prefix + "expiries", prefix + "clients");
    }

    public String log() {
        return prefix + "log";
    }

    /** {@return what processes tell each other from time to time} */
    public String heartbeat() {
        return prefix + "heartbeat";
    }

    /** {@return what holds the state of a session} */
    public String session(ClientId client) {
        return prefix + "session:" + client;
    }

    /** {@return those that belong to no session} */
    public List<String> ofService() {
        return service;
    }

    /** {@return those of the service, then those of one session} */
    public List<String> of(ClientId client) {
        List<String> keys = new ArrayList<>(service);
        keys.add(session(client));
        keys.add(session(client) + ":subscriptions");
        return keys;
    }

    /** {@return those of the service, then one of each session} */
    public List<String> of(Collection<ClientId> clients) {
        List<String> keys = new ArrayList<>(service);
        clients.forEach(client -> keys.add(session(client)));
        return keys;
    }
}
