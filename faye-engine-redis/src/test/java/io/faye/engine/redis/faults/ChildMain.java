package io.faye.engine.redis.faults;

import io.faye.engine.EngineOptions;
import io.faye.protocol.ChannelPattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The other end of a {@link Child}: a process with sessions that note what they get on its standard output. */
final class ChildMain {

    static final String SESSION = "faults session";
    static final String GOT = "faults got";
    static final String MOVED = "faults moved";
    static final String READY = "faults ready";
    private static final int AT_ONCE = 200;

    private final Peer peer;
    private final PrintStream out;

    private ChildMain(Peer peer, PrintStream out) {
        this.peer = peer;
        this.out = out;
    }

    /** Ends with its input: with the process that started it. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String[] first = lines.readLine().split("\t", -1);
            Map<String, String> options = new HashMap<>();
            for (int i = 1; i < first.length; i += 2) {
                options.put(first[i], first[i + 1]);
            }
            String namespace = options.get("namespace");
            Setup setup = Setup.of(EngineOptions.of(options))
                    .with("namespace", namespace)
                    .timeout(Duration.ofMillis(Long.parseLong(first[0])));
            ChildMain child = new ChildMain(new Peer(setup), out);
            out.println(READY);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split("\t", -1);
                child.listen(Integer.parseInt(words[0]), words[1]);
                out.println(READY);
            }
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private void listen(int count, String pattern) {
        Semaphore room = new Semaphore(AT_ONCE);
        for (int i = 0; i < count; i++) {
            room.acquireUninterruptibly();
            begin(pattern, room);
        }
        room.acquireUninterruptibly(AT_ONCE);
    }

    private void begin(String pattern, Semaphore room) {
        peer.client()
                .thenCompose(id -> peer.engine()
                        .subscribe(id, ChannelPattern.of(pattern))
                        .thenCompose(change -> watched(new Subscriber(id)).goesTo(peer))
                        .thenRun(() -> out.println(SESSION + "\t" + id)))
                .whenComplete((done, fault) -> room.release());
    }

    private Subscriber watched(Subscriber subscriber) {
        subscriber.then(new Subscriber.Noted() {
            @Override
            public void noted(Subscriber from, long position, String channel, int number) {
                out.println(GOT + "\t" + from.id() + "\t" + position + "\t" + channel + "\t" + number);
            }

            @Override
            public void moved(Subscriber from) {
                out.println(MOVED + "\t" + from.id());
            }
        });
        return subscriber;
    }
}
