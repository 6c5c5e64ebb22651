package io.faye.tck;

import io.faye.engine.Attachment;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.SessionPage;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One session as a process uses it; waits for every stage. */
final class Client {

    static final int ALL = Integer.MAX_VALUE;

    private static final int PAGE = 50;

    private final Host host;
    private final ClientId id;
    private final String name;
    private final Mailbox mailbox;

    Client(Host host, ClientId id, String name) {
        this.host = host;
        this.id = id;
        this.name = name;
        this.mailbox = new Mailbox(this);
        host.service().names().name(id, name);
    }

    /** {@return the same session as another process uses it} */
    Client in(Host other) {
        return new Client(other, id, name);
    }

    ClientId id() {
        return id;
    }

    Host host() {
        return host;
    }

    Calls calls() {
        return host.calls();
    }

    private <T> T get(String what, CompletableFuture<T> stage) {
        return host.service().patience().get(this + " " + what, stage);
    }

    Change subscribe(String pattern) {
        return get("subscribe to " + pattern, calls().subscribe(id, pattern));
    }

    Change unsubscribe(String pattern) {
        return get("unsubscribe from " + pattern, calls().unsubscribe(id, pattern));
    }

    /** {@return the patterns as text, without the kit's own; empty if the session is unknown or ended} */
    Optional<Set<String>> subscriptions() {
        return get("subscriptions", calls().subscriptions(id)).map(Client::texts);
    }

    static Set<String> texts(Set<ChannelPattern> patterns) {
        return patterns.stream()
                .map(ChannelPattern::toString)
                .filter(pattern -> !pattern.startsWith(Log.OWN_CHANNELS))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return whether this session lives, as the engine knows it} */
    boolean publish(String channel, @Nullable Object data) {
        return get("publish to " + channel, calls().publish(id, channel, data));
    }

    boolean ping() {
        return get("ping", calls().ping(id));
    }

    boolean exists() {
        return get("attributes", calls().exists(id));
    }

    boolean destroy() {
        return get("destroyClient", calls().destroyClient(id)).isPresent();
    }

    /** {@return the attributes of the session that is attached now} */
    Optional<Map<String, String>> attach() {
        return get("attach", calls().attach(id)).map(Attachment::attributes);
    }

    /** {@return a new attachment, which is there} */
    Handle handle() {
        return handle("");
    }

    /** @param note what it gives to the process that supersedes it */
    Handle handle(String note) {
        Handle handle = Handle.attach(host, id, null).notes(note);
        handle.attachment();
        return handle;
    }

    void release() {
        get("release", calls().release(id));
    }

    Optional<Map<String, String>> attributes() {
        return get("attributes", calls().attributes(id));
    }

    /** {@return the attributes as the list of all sessions has them} */
    Optional<Map<String, String>> listedAttributes() {
        Optional<SessionPage.Cursor> cursor = Optional.of(SessionPage.Cursor.START);
        while (cursor.isPresent()) {
            SessionPage page = get("clients", calls().clients(cursor.get(), PAGE));
            if (page.sessions().containsKey(id)) {
                return Optional.of(page.sessions().get(id));
            }
            cursor = page.next();
        }
        return Optional.empty();
    }

    Change set(String attribute, String value) {
        return get("setAttribute", calls().setAttribute(id, attribute, value));
    }

    Change setIfAbsent(String attribute, String value) {
        return get("setAttributeIfAbsent", calls().setAttributeIfAbsent(id, attribute, value));
    }

    Change remove(String attribute) {
        return get("removeAttribute", calls().removeAttribute(id, attribute));
    }

    Batch read(long after, int maxMessages) {
        return read(after, maxMessages, ALL);
    }

    Batch read(long after, int maxMessages, int maxBytes) {
        return get("read", calls().read(id, after, maxMessages, maxBytes));
    }

    void acknowledge(long upTo) {
        get("acknowledge", calls().acknowledge(id, upTo));
    }

    /** Begins to read as a server does: when told, and acknowledges. */
    Reading listen() {
        return Reading.begin(this);
    }

    /** Waits until this many messages that are not acknowledged can be read, and returns their data as JSON text. */
    List<String> awaits(int count) {
        host.service()
                .patience()
                .until(
                        this + " can read " + count + " messages",
                        () -> read(0, ALL).messages().size() >= count);
        return data(read(0, ALL));
    }

    /** Expects exactly these data, in this order, of all that was published before; acknowledges them. */
    void receivesExactly(Object... expected) {
        Check.equal("What " + this + " received", json(expected), received());
    }

    void receivesNothing() {
        receivesExactly();
    }

    /** {@return the data of all that was published before and not acknowledged; now it is} */
    List<String> received() {
        return data(mailbox.take());
    }

    /** {@return the messages that were published before and not acknowledged; now they are} */
    List<Message> messages() {
        return mailbox.take();
    }

    static List<String> json(Object... values) {
        return Arrays.stream(values).map(value -> Json.of(value).toString()).toList();
    }

    static List<String> data(Batch batch) {
        return data(batch.messages());
    }

    static List<String> data(List<Message> messages) {
        List<String> data = new ArrayList<>();
        for (Message message : messages) {
            data.add(message.data().orElse(Json.NULL).toString());
        }
        return data;
    }

    @Override
    public String toString() {
        return name;
    }
}
