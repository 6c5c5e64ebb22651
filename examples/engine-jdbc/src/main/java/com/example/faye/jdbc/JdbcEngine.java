package com.example.faye.jdbc;

import io.faye.engine.Batch;
import io.faye.engine.Engine.Change;
import io.faye.engine.EngineContext;
import io.faye.engine.Page;
import io.faye.engine.support.BlockingContext;
import io.faye.engine.support.BlockingEngine;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps everything in the database and nothing in the process, so that any process can do anything for any client. */
final class JdbcEngine implements BlockingEngine {

    private static final Duration BETWEEN_CLEANINGS = Duration.ofSeconds(5);

    private final Database database;
    private final BlockingContext host;
    private final Sessions sessions;
    private final Subscriptions subscriptions;
    private final Publisher publisher;
    private final Readers readers;
    private final Queues queues;
    private final Endings endings;
    private final Sweeper sweeper;

    JdbcEngine(Database database, EngineContext context, BlockingContext host, Duration poll) {
        String process = UUID.randomUUID().toString();
        this.database = database;
        this.host = host;
        this.sessions = new Sessions(database, process);
        this.subscriptions = new Subscriptions(database);
        this.publisher = new Publisher(database);
        this.readers = new Readers(database, process);
        this.queues = new Queues(database, readers);
        this.endings = new Endings(database, process);
        this.sweeper = new Sweeper(database, endings, queues, context, host);
        Poller poller = new Poller(database, readers, process, host);
        host.every(poll, poller::poll);
        host.every(sweeper.tick(), sweeper::sweep);
        host.every(BETWEEN_CLEANINGS, sweeper::clean);
    }

    @Override
    public void createClient(ClientId client, Map<String, String> attributes) {
        sessions.create(client, attributes);
    }

    @Override
    public Optional<Map<String, String>> attributes(ClientId client) {
        return sessions.attributes(client);
    }

    @Override
    public boolean ping(ClientId client) {
        return sessions.ping(client);
    }

    @Override
    public Optional<Map<String, String>> attach(ClientId client) {
        Optional<Map<String, String>> attributes = readers.attach(client);
        return attributes.isPresent() && sweeper.overflows(client) ? Optional.empty() : attributes;
    }

    @Override
    public void release(ClientId client) {
        readers.release(client);
    }

    @Override
    public Optional<Set<ChannelPattern>> destroyClient(ClientId client) {
        return endings.end(client);
    }

    @Override
    public Change subscribe(ClientId client, ChannelPattern pattern) {
        return subscriptions.add(client, pattern);
    }

    @Override
    public Change unsubscribe(ClientId client, ChannelPattern pattern) {
        return subscriptions.remove(client, pattern);
    }

    @Override
    public Optional<ClientId> publish(Message message) {
        return publisher.publish(message);
    }

    @Override
    public Batch read(ClientId client, long after, int maxMessages, int maxBytes) {
        Queues.Read read = queues.read(client, after, maxMessages, maxBytes);
        if (read.more()) {
            host.messagesAvailable(client);
        }
        return read.batch();
    }

    @Override
    public void acknowledge(ClientId client, long upTo) {
        queues.acknowledge(client, upTo);
    }

    @Override
    public Change setAttribute(ClientId client, String name, String value) {
        return sessions.setAttribute(client, name, value);
    }

    @Override
    public Page clients(String cursor, int limit) {
        return sessions.page(cursor, limit);
    }

    @Override
    public void close() {
        database.close();
    }
}
