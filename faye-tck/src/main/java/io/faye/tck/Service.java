package io.faye.tck;

import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.MonitoredEngine;
import io.faye.protocol.ClientId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One service of one or several processes, with a log, names and a time that they share. */
final class Service implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final EngineProvider provider;
    private final EngineOptions options;
    private final Settings settings;
    private final Time time;
    private final BoundedWait patience;
    private final Names names = new Names();
    private final Log log = new Log(names);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "tck-host"));
    private final List<Host> hosts = new CopyOnWriteArrayList<>();

    /** Starts the first process. */
    Service(EngineProvider provider, EngineOptions options, Settings settings, WaitBudget waitBudget) {
        this.provider = provider;
        this.options = options;
        this.settings = settings;
        EngineCapabilities capabilities = provider.capabilities();
        var limit = BoundedWait.limit(settings.operationTimeout(), capabilities.maxNotificationDelay());
        this.time = capabilities.hasOwnClock() ? new RealTime() : new ManualTime(limit);
        // Where time passes by itself it need not be made to pass while something is waited for.
        this.patience = new BoundedWait(
                time,
                capabilities.hasOwnClock() ? Duration.ZERO : capabilities.maxNotificationDelay(),
                limit,
                waitBudget);
        start();
    }

    /** {@return one more process on the same store} */
    Host start() {
        Host host = new Host(this, hosts.size() + 1);
        hosts.add(host);
        return host;
    }

    MonitoredEngine make(Host host) {
        return MonitoredEngine.builder(new WatchedProvider(provider, host))
                .options(options)
                .timeout(settings.timeout())
                .operationTimeout(settings.operationTimeout())
                .limits(settings.limits())
                .maxMemory(settings.maxMemory())
                .clock(time.clock())
                .build(time.scheduler(), threads);
    }

    /** {@return the first process} */
    Host host() {
        return hosts.get(0);
    }

    EngineProvider provider() {
        return provider;
    }

    EngineOptions options() {
        return options;
    }

    EngineCapabilities capabilities() {
        return provider.capabilities();
    }

    Settings settings() {
        return settings;
    }

    Time time() {
        return time;
    }

    BoundedWait patience() {
        return patience;
    }

    Log log() {
        return log;
    }

    Names names() {
        return names;
    }

    /** {@return for what hosts do when an engine calls them} */
    ExecutorService threads() {
        return threads;
    }

    ClientId newClientId() {
        ClientId client = ClientId.random(RANDOM);
        names.issued(client);
        return client;
    }

    /** {@return a new session, begun in the first process} */
    Client client(String name) {
        return client(name, Map.of());
    }

    Client client(String name, Map<String, String> attributes) {
        return client(host(), name, attributes);
    }

    Client client(Host host, String name, Map<String, String> attributes) {
        return client(host, newClientId(), name, attributes);
    }

    /** {@return a new session with a certain id, begun in the first process} */
    Client client(ClientId id, String name, Map<String, String> attributes) {
        return client(host(), id, name, attributes);
    }

    private Client client(Host host, ClientId id, String name, Map<String, String> attributes) {
        names.name(id, name);
        patience.get("createClient", host.calls().createClient(id, attributes));
        return new Client(host, id, name);
    }

    List<Client> clients(int count) {
        List<Client> clients = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            clients.add(client("client" + i));
        }
        return clients;
    }

    /** {@return somebody with an id of the right form that no session has} */
    Client stranger(String name) {
        return stranger(newClientId(), name);
    }

    Client stranger(ClientId id, String name) {
        return new Client(host(), id, name);
    }

    /** Publishes as the server itself, through the first process. */
    void publish(String channel, Object data) {
        publish(host(), channel, data);
    }

    void publish(Host host, String channel, Object data) {
        patience.get("publish to " + channel, host.calls().publish(Calls.message(channel, data)));
    }

    /** Whether closing comes to an end is a rule's concern; other tests do not wait for it for ever. */
    @Override
    public void close() {
        CompletableFuture<Void> closed = CompletableFuture.runAsync(
                () -> hosts.forEach(host -> host.engine().close()), threads);
        boolean ended = patience.becomes(closed::isDone);
        time.close();
        threads.shutdownNow();
        if (ended) {
            closed.join();
        }
    }
}
