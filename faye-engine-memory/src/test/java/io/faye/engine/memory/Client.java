package io.faye.engine.memory;

import io.faye.engine.Batch;
import io.faye.engine.Engine.Change;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One session, as a host uses it; waits for every stage. */
final class Client {

    private static final int ALL = Integer.MAX_VALUE;

    final ClientId id;
    private final Service service;

    Client(Service service, ClientId id) {
        this.service = service;
        this.id = id;
    }

    Change subscribe(String pattern) {
        return Service.get(service.engine.subscribe(id, ChannelPattern.of(pattern)));
    }

    Change unsubscribe(String pattern) {
        return Service.get(service.engine.unsubscribe(id, ChannelPattern.of(pattern)));
    }

    void publish(String channel, Object data) {
        Service.get(service.engine.publish(Service.message(id, channel, data)));
    }

    boolean ping() {
        return Service.get(service.engine.ping(id));
    }

    boolean exists() {
        return Service.get(service.engine.clientExists(id));
    }

    boolean destroy() {
        return Service.get(service.engine.destroyClient(id));
    }

    Optional<Map<String, String>> attach() {
        return Service.get(service.engine.attach(id));
    }

    void release() {
        Service.get(service.engine.release(id));
    }

    Optional<Map<String, String>> attributes() {
        return Service.get(service.engine.attributes(id));
    }

    Change set(String name, String value) {
        return Service.get(service.engine.setAttribute(id, name, value));
    }

    Batch read(long after, int maxMessages) {
        return Service.get(service.engine.read(id, after, maxMessages, ALL));
    }

    void acknowledge(long upTo) {
        Service.get(service.engine.acknowledge(id, upTo));
    }

    /** {@return the data of all that waits, as JSON text} */
    List<String> waiting() {
        return data(read(0, ALL));
    }

    /** {@return the data of all that waits, and acknowledges it} */
    List<String> take() {
        Batch batch = read(0, ALL);
        acknowledge(batch.last());
        return data(batch);
    }

    static List<String> data(Batch batch) {
        List<String> data = new ArrayList<>();
        for (Message message : batch.messages()) {
            data.add(message.data().orElse(Json.NULL).toString());
        }
        return data;
    }
}
