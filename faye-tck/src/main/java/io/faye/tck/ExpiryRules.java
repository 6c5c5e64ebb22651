package io.faye.tck;

import io.faye.tck.Heard.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

abstract class ExpiryRules extends SessionFixture {

    /** Of a machine that is busy with other things, where time is not turned by hand. */
    private static final Duration DELAY = Duration.ofSeconds(1);

    private static final int MOMENTS = 20;

    private Duration timeout = Duration.ZERO;

    @Override
    @BeforeEach
    void begin() {
        begin(settings -> settings.expiring(capabilities()));
        timeout = service.settings().timeout();
    }

    private Duration earliest() {
        return timeout.multipliedBy(2);
    }

    private Duration latest() {
        Duration latest = timeout.multipliedBy(5).dividedBy(2).plusSeconds(1);
        return capabilities().hasOwnClock() ? latest.plus(DELAY) : latest;
    }

    private Duration now() {
        return service.time().now();
    }

    /** Lets time pass until this long after the moment. */
    private void pass(Duration moment, Duration after) {
        Duration left = moment.plus(after).minus(now());
        if (!left.isNegative()) {
            service.time().pass(left);
        }
    }

    /** Turns time to where all that was pinged before has expired; the machine's time passes by itself. */
    private void letExpire(Duration done) {
        if (!capabilities().hasOwnClock()) {
            pass(done, latest());
        }
    }

    /** For tests that are not about when. */
    private void letSurelyExpire() {
        if (!capabilities().hasOwnClock()) {
            service.time().pass(latest().multipliedBy(2));
        }
    }

    /** Waits for the end of a session that was last pinged between the two moments. */
    private void expectExpiry(Client client, Duration begun, Duration done) {
        letExpire(done);
        SessionEnds.expectByItself(client);
        Duration end =
                log.all(heard -> heard.is(Kind.DISCONNECT, client)).get(0).at();
        Check.that(
                end.compareTo(begun.plus(earliest())) >= 0,
                client + " was not pinged for " + end.minus(begun) + " only, and ended, with a timeout of " + timeout);
        Check.that(
                end.compareTo(done.plus(latest())) <= 0,
                client + " was not pinged for " + end.minus(done) + " until it ended, with a timeout of " + timeout);
    }

    @EngineRule({"EXP-1", "EXP-2"})
    @DisplayName("end by themselves after two timeouts, soon")
    void expire() {
        Duration begun = now();
        Client dave = service.client("dave");
        Duration done = now();
        pass(begun, earliest().minus(timeout.dividedBy(10)));
        boolean exists = dave.exists();
        Check.that(exists || now().compareTo(begun.plus(earliest())) > 0, "dave ended before two timeouts had passed");
        expectExpiry(dave, begun, done);
        Check.equal("attach after the end", Optional.empty(), dave.attach());
        Check.equal("ping after the end", false, dave.ping());
    }

    @EngineRule({"EXP-1", "EXP-2"})
    @DisplayName("end neither early nor late, at whatever moment between two seconds they were pinged")
    void endInTime() {
        RandomValues values = new RandomValues();
        List<Duration> begun = new ArrayList<>();
        List<Duration> done = new ArrayList<>();
        Duration first = now();
        List<Client> clients = service.clients(MOMENTS);
        for (Client client : clients) {
            service.time().pass(timeout.multipliedBy(1 + values.below(100)).dividedBy(5_000));
            begun.add(now());
            boolean kept = client.ping();
            done.add(now());
            requireKept(kept, first, client + " had ended before it was pinged");
        }
        for (int i = 0; i < MOMENTS; i++) {
            expectExpiry(clients.get(i), begun.get(i), done.get(i));
        }
    }

    @EngineRule({"EXP-1", "EXP-2"})
    @DisplayName("are kept by pings, however rare within the limit")
    void pingsPostpone() {
        expectKept("ping", Client::ping);
    }

    @EngineRule({"EXP-1", "EXP-2"})
    @DisplayName("are kept by attaching")
    void attachingPostpones() {
        expectKept("attach", client -> client.attach().isPresent());
    }

    /** With the machine's time the pings come a little earlier, so that they come in time. */
    private void expectKept(String what, Predicate<Client> ping) {
        Duration pause =
                timeout.multipliedBy(capabilities().hasOwnClock() ? 17 : 19).dividedBy(10);
        Client dave = service.client("dave");
        Duration begun = now();
        Duration done = begun;
        for (int i = 0; i < 3; i++) {
            Duration last = begun;
            pass(last, pause);
            begun = now();
            boolean kept = ping.test(dave);
            done = now();
            requireKept(
                    kept,
                    last,
                    what + " " + done.minus(last).toMillis()
                            + " ms after the last one: expected a session that lives, for "
                            + timeout.multipliedBy(2).toMillis() + " ms (two timeouts), but it had ended");
        }
        expectExpiry(dave, begun, done);
    }

    /** A machine that stands still for so long that the session may have ended shows nothing. */
    private void requireKept(boolean kept, Duration last, String otherwise) {
        Assumptions.assumeTrue(
                kept || now().compareTo(last.plus(earliest())) < 0, "The machine is too slow to ping in time");
        Check.that(kept, otherwise);
    }

    @EngineRule("EXP-1")
    @DisplayName("are kept by nothing else: neither by what they do nor by being attached")
    void nothingElsePostpones() {
        Client dave = service.client("dave");
        dave.attach();
        Duration moment = now();
        for (int i = 0; i < 4; i++) {
            pass(moment, timeout.multipliedBy(5L * (i + 1)).dividedBy(8));
            dave.subscribe("/" + i);
            dave.publish("/" + i, i);
            dave.acknowledge(dave.read(0, 10).last());
            dave.set("n", "" + i);
            dave.attributes();
            dave.exists();
            dave.subscriptions();
            dave.unsubscribe("/" + i);
        }
        expectGone(dave, moment);
    }

    private void expectGone(Client client, Duration moment) {
        letExpire(moment);
        service.patience().until("the session of " + client + " has ended", () -> !client.exists());
    }

    @EngineRule({"EXP-1", "EXP-2"})
    @DisplayName("go on after a release, as long as after a ping")
    void releaseEndsNothing() {
        Client dave = service.client("dave");
        Duration begun = now();
        dave.attach();
        Duration done = now();
        dave.release();
        expectExpiry(dave, begun, done);
    }

    @EngineRule("EXP-2")
    @DisplayName("report their end: each subscription's, then their own, then to the host, attached or not")
    void reportTheEnd() {
        alice.subscribe("/a");
        alice.subscribe("/b/**");
        alice.subscribe("/c");
        alice.unsubscribe("/c");
        bob.attach();
        bob.subscribe("/a");
        letSurelyExpire();
        SessionEnds.expectByItself(alice, "/a", "/b/**");
        SessionEnds.expectByItself(bob, "/a");
        Check.equal("destroyClient after the end", false, alice.destroy());
    }

    @EngineRule("EXP-2")
    @DisplayName("that were ended do not end again when their time is up")
    void endOnce() {
        alice.subscribe("/a");
        alice.destroy();
        SessionEnds.expect(alice, "/a");
        Check.equal("How often clientEnded was called", 0, log.count(Kind.CLIENT_ENDED, alice));
        List<String> heard = log.about(alice);
        letSurelyExpire();
        Client marker = service.client("marker");
        letSurelyExpire();
        SessionEnds.expectByItself(marker);
        Check.equal("What was heard of alice", heard, log.about(alice));
    }
}
