package io.faye.tck.selftest.shared;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.EngineException;
import io.faye.engine.LimitReachedException;
import io.faye.engine.SessionPage;
import io.faye.engine.support.BlockingAttachment;
import io.faye.engine.support.BlockingContext;
import io.faye.engine.support.BlockingEngine;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process's view of the store; a wrong engine overrides one of its steps. */
class SharedEngine implements BlockingEngine {

    private static final Logger LOG = LoggerFactory.getLogger(SharedEngine.class);

    final String node;
    final Access store;
    final BlockingContext host;
    /** The newest attachment of each session in this process. */
    final Map<ClientId, Attached> attached = new ConcurrentHashMap<>();

    private final Beat beat;

    SharedEngine(String node, Access store, BlockingContext host) {
        this.node = node;
        this.store = store;
        this.host = host;
        this.beat = new Beat(this);
        host.every(host.timeout().dividedBy(4), this::expire);
    }

    @Override
    public void createClient(ClientId client, Map<String, String> attributes) {
        switch (store.get(at -> at.create(node, client.toString(), attributes))) {
            case CREATED -> {}
            case IN_USE -> throw new EngineException("The id of the new session is in use");
            case LIMIT_REACHED -> throw new LimitReachedException("The limit of sessions is reached");
        }
    }

    /** The attachment is known here before the store knows it, so that each notice finds it. */
    @Override
    public Optional<BlockingAttachment> attach(ClientId client, AttachmentListener listener) {
        Attached mine = new Attached(UUID.randomUUID().toString(), listener);
        attached.compute(client, (same, before) -> mine.supersedes(before));
        try {
            Store.Attached found = store.get(at -> at.attach(node, client.toString(), mine.id()));
            if (found == null) {
                withdraw(client, mine);
                return Optional.empty();
            }
            attached.computeIfPresent(client, (same, newest) -> newest.equals(mine) ? mine.supersedes(null) : newest);
            return Optional.of(new SharedAttachment(this, client, mine.id(), found.attributes(), found.note()));
        } catch (EngineException e) {
            withdraw(client, mine);
            throw e;
        }
    }

    /** What the store tells of the earlier attachment finds that again. */
    private void withdraw(ClientId client, Attached mine) {
        attached.computeIfPresent(client, (same, newest) -> newest.equals(mine) ? mine.before() : newest);
    }

    /** {@return the attachment of this id, which is the reader in the store until now; none if it is no more} */
    private Optional<Attached> remove(ClientId client, String attachment) {
        AtomicReference<@Nullable Attached> found = new AtomicReference<>();
        attached.computeIfPresent(client, (same, newest) -> {
            Attached before = newest.before();
            if (newest.id().equals(attachment)) {
                found.set(newest);
                return null;
            }
            if (before != null && before.id().equals(attachment)) {
                found.set(before);
                return newest.supersedes(null);
            }
            return newest;
        });
        return Optional.ofNullable(found.get());
    }

    @Override
    public boolean ping(ClientId client) {
        return store.get(at -> at.ping(client.toString()));
    }

    @Override
    public Optional<Map<String, String>> attributes(ClientId client) {
        return Optional.ofNullable(store.get(at -> at.attributes(client.toString())));
    }

    @Override
    public Optional<Set<ChannelPattern>> subscriptions(ClientId client) {
        return Optional.ofNullable(store.get(at -> at.subscriptions(client.toString())))
                .map(patterns -> patterns.stream().map(ChannelPattern::of).collect(Collectors.toSet()));
    }

    @Override
    public Change setAttribute(ClientId client, String name, String value) {
        return store.get(at -> at.setAttribute(client.toString(), name, value));
    }

    @Override
    public Change setAttributeIfAbsent(ClientId client, String name, String value) {
        return store.get(at -> at.addAttribute(client.toString(), name, value));
    }

    @Override
    public Change removeAttribute(ClientId client, String name) {
        return store.get(at -> at.setAttribute(client.toString(), name, null));
    }

    @Override
    public Change subscribe(ClientId client, ChannelPattern pattern) {
        return store.get(at -> at.subscribe(node, client.toString(), pattern.toString()));
    }

    @Override
    public Change unsubscribe(ClientId client, ChannelPattern pattern) {
        return store.get(at -> at.unsubscribe(client.toString(), pattern.toString()));
    }

    @Override
    public boolean publish(Message message) {
        String channel = message.channel().orElseThrow().toString();
        String publisher = message.clientId().map(ClientId::toString).orElse("");
        Store.Published published = store.get(at -> at.publish(node, publisher, channel, Texts.text(message)));
        published.ended().forEach(this::endedByItself);
        return published.lives();
    }

    Batch read(SharedAttachment attachment, long after, int maxMessages, int maxBytes) {
        String client = attachment.client().toString();
        Store.Queued queued = store.get(at -> at.read(client, attachment.id(), after, maxMessages, maxBytes));
        return new Batch(queued.messages().stream().map(Texts::message).toList(), queued.last());
    }

    void acknowledge(SharedAttachment attachment, long upTo) {
        store.run(at -> at.acknowledge(attachment.client().toString(), attachment.id(), upTo));
    }

    void release(SharedAttachment attachment, String note) {
        store.run(at -> at.release(attachment.client().toString(), attachment.id(), note));
        attached.computeIfPresent(
                attachment.client(), (client, newest) -> newest.id().equals(attachment.id()) ? null : newest);
    }

    @Override
    public Optional<Set<ChannelPattern>> destroyClient(ClientId client) {
        Store.Ended ended = store.get(at -> at.destroy(node, client.toString()));
        if (ended == null) {
            return Optional.empty();
        }
        tellReader(ended);
        return Optional.of(patterns(ended.patterns()));
    }

    /** Ends the sessions whose time is over, if they were not pinged meanwhile. */
    void expire() {
        store.get(Store::due).forEach(this::expire);
    }

    void expire(String client) {
        Store.Ended ended = store.get(at -> at.expire(node, client));
        if (ended != null) {
            endedByItself(ended);
        }
    }

    void endedByItself(Store.Ended ended) {
        host.clientEnded(ClientId.parse(ended.client()).orElseThrow(), patterns(ended.patterns()));
        tellReader(ended);
    }

    private void tellReader(Store.Ended ended) {
        String attachment = ended.attachment();
        if (attachment != null) {
            notice(new Store.Notice(Store.Kind.ENDED, ended.client(), attachment));
        }
    }

    private static Set<ChannelPattern> patterns(List<String> texts) {
        return texts.stream().map(ChannelPattern::of).collect(Collectors.toSet());
    }

    @Override
    public SessionPage clients(SessionPage.Cursor cursor, int limit) {
        return Pages.page(store.get(at -> at.clients(cursor.value(), limit)), limit);
    }

    @Override
    public void health() {
        if (!store.get(at -> at.touch(node)) || !beat.isListening()) {
            throw new EngineException("The notices of the store do not arrive here");
        }
    }

    /** Takes what the store has to tell about an attachment of this process, unless it was superseded here. */
    void notice(Store.Notice notice) {
        ClientId client = ClientId.parse(notice.client()).orElseThrow();
        switch (notice.kind()) {
            case AVAILABLE -> available(client, notice.attachment());
            case MOVED ->
                remove(client, notice.attachment())
                        .ifPresentOrElse(last -> moved(client, last), () -> handOver(client, notice.attachment(), ""));
            case ENDED ->
                remove(client, notice.attachment())
                        .ifPresent(last -> last.listener().ended());
        }
    }

    private void available(ClientId client, String attachment) {
        Attached newest = attached.get(client);
        Attached reader = newest == null || newest.id().equals(attachment) ? newest : newest.before();
        if (reader != null && reader.id().equals(attachment)) {
            reader.listener().messagesAvailable();
        }
    }

    void moved(ClientId client, Attached last) {
        handOver(client, last.id(), last.listener().moved());
    }

    final void handOver(ClientId client, String attachment, String note) {
        store.run(at -> at.handOver(client.toString(), attachment, note));
    }

    @Override
    public void close() {
        beat.close();
        try {
            store.run(at -> at.leave(node));
        } catch (EngineException e) {
            LOG.debug("The store does not answer; it forgets this process by itself", e);
        }
    }
}
