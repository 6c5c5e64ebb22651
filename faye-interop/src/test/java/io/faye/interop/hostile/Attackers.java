package io.faye.interop.hostile;

import io.faye.interop.Threads;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Strangers who attack a server at the same time, each in one way after another. A seed decides who attacks when in which
 * way, but not how the server and the machine share their time among them.
 */
final class Attackers {

    private static final Logger LOG = LoggerFactory.getLogger(Attackers.class);
    private static final int NETWORKS = 8;
    /** Also for one that the server does not read from: its connections are closed then. */
    private static final Duration LONGEST_ATTACK = Duration.ofSeconds(8);
    /** How many of the last attacks a failure names. */
    private static final int NAMED = 30;

    private final int port;
    private final long seed;
    private final List<AttackKind> kinds;
    private final long start = System.nanoTime();
    private final List<String> history = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    Attackers(int port, long seed, List<AttackKind> kinds) {
        this.port = port;
        this.seed = seed;
        this.kinds = kinds;
    }

    /** Attacks for a time, or until the server has ended. */
    void attack(int strangers, Duration time, CompletableFuture<?> ended) {
        LOG.info("Attacking for {} with seed {}", time, seed);
        ScheduledExecutorService closer = Executors.newSingleThreadScheduledExecutor();
        try {
            CompletableFuture<?>[] attacks = Stream.iterate(0, number -> number + 1)
                    .limit(strangers)
                    .map(number -> attack(number, time, ended, closer))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(attacks).join();
        } finally {
            closer.shutdownNow();
        }
        LOG.info("Attacked {}", counts());
    }

    private CompletableFuture<Void> attack(
            int number, Duration time, CompletableFuture<?> ended, ScheduledExecutorService closer) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Random random = new Random(seed + number);
        Threads.start("attacker-" + number, () -> {
            while (System.nanoTime() - start < time.toNanos() && !ended.isDone()) {
                attack(number, random, closer);
            }
            done.complete(null);
        });
        return done;
    }

    private void attack(int number, Random random, ScheduledExecutorService closer) {
        AttackKind kind = kinds.get(random.nextInt(kinds.size()));
        String name = kind.getClass().getSimpleName();
        remember(number + " " + name);
        try (Stranger stranger = new Stranger(port, address(random))) {
            closer.schedule(stranger::close, LONGEST_ATTACK.toMillis(), TimeUnit.MILLISECONDS);
            kind.attack(stranger, random);
            remember(number + " " + name + " has done what it wanted");
            count(name);
        } catch (RuntimeException | AssertionError e) {
            remember(number + " " + name + " was stopped: " + e.getMessage());
            count(name + " (stopped)");
        }
    }

    /** Some come from one address, and none from that of the innocent. */
    private static InetAddress address(Random random) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 66, 0, (byte) (1 + random.nextInt(NETWORKS))});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized void remember(String what) {
        String line = String.format("%.3f s: ", (System.nanoTime() - start) / 1e9) + what;
        history.add(line);
        LOG.info("{}", line);
    }

    private synchronized void count(String name) {
        counts.merge(name, 1, Integer::sum);
    }

    /** {@return how often each kind of attack was made} */
    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** {@return the seed, and which attacks were made last} */
    synchronized String story() {
        return history.stream()
                .skip(Math.max(0, history.size() - NAMED))
                .collect(Collectors.joining("\n  ", "seed " + seed + "; the last attacks:\n  ", ""));
    }
}
