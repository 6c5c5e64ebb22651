package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.engine.EngineLimits;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.protocol.ClientId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** The other end of a {@link ChildProcess}: does what the lines of its input say, one after another. */
final class ChildMain {

    static final String ANSWER = "tck= ";
    static final String EVENT = "tck* ";
    static final String ACCEPTED = "tck+ ";

    private static final int IN_FLIGHT = 50;

    private final Service service;
    private final PrintStream out;

    private ChildMain(Service service, PrintStream out) {
        this.service = service;
        this.out = out;
        service.host().then(heard -> out.println(EVENT + heard.kind() + " " + heard.client() + " " + heard.channel()));
    }

    /** Ends with its input: with the process that started it. */
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        EngineProvider provider = Class.forName(arguments[0])
                .asSubclass(EngineProvider.class)
                .getConstructor()
                .newInstance();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String[] first = lines.readLine().split("\t", -1);
            Settings settings = new Settings(
                    Duration.ofMillis(Long.parseLong(first[0])),
                    Duration.ofMillis(Long.parseLong(first[1])),
                    EngineLimits.DEFAULT,
                    Long.MAX_VALUE);
            ChildMain child = new ChildMain(new Service(provider, options(first), settings, new WaitBudget()), out);
            out.println(ANSWER + "ready");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(ANSWER + child.obey(line.split("\t", -1)));
            }
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static EngineOptions options(String[] words) {
        Map<String, String> options = new HashMap<>();
        for (int i = 2; i + 1 < words.length; i += 2) {
            options.put(words[i], words[i + 1]);
        }
        return EngineOptions.of(options);
    }

    private String obey(String[] words) {
        try {
            return words[0].equals("create") ? service.client("child").id().toString() : obey(client(words[1]), words);
        } catch (RuntimeException | AssertionError e) {
            return "failed: " + e;
        }
    }

    private Client client(String id) {
        return new Client(service.host(), ClientId.parse(id).orElseThrow(), id);
    }

    private String obey(Client client, String[] words) {
        return switch (words[0]) {
            case "subscribe" -> client.subscribe(words[2]).toString();
            case "attach" -> {
                client.handle(words.length > 2 ? words[2] : "");
                yield "true";
            }
            case "release" -> {
                client.host().newest(client.id()).orElseThrow().release(words[2]);
                yield "done";
            }
            case "awaits" -> client.awaits(Integer.parseInt(words[2])).toString();
            case "read" -> text(client.read(0, Client.ALL));
            case "acknowledge" -> {
                client.acknowledge(Long.parseLong(words[2]));
                yield "done";
            }
            case "destroy" -> String.valueOf(client.destroy());
            case "flood" -> flood(client, words[2]);
            default -> throw new IllegalArgumentException("Unknown order " + List.of(words));
        };
    }

    private static String text(Batch batch) {
        return batch.last() + " " + Client.data(batch);
    }

    /** Publishes numbers until it is killed. */
    private String flood(Client client, String channel) {
        service.threads().execute(() -> {
            Semaphore room = new Semaphore(IN_FLIGHT);
            for (int i = 1; ; i++) {
                room.acquireUninterruptibly();
                publish(client, channel, i, room);
            }
        });
        return "begun";
    }

    private void publish(Client client, String channel, int number, Semaphore room) {
        client.calls().publish(client.id(), channel, number).whenComplete((done, fault) -> {
            if (fault == null) {
                out.println(ACCEPTED + number);
            }
            room.release();
        });
    }
}
