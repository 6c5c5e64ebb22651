package io.faye.engine.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.redis.NotingListener;
import io.faye.engine.redis.TestHost;
import io.faye.engine.redis.log.Entry;
import io.faye.engine.redis.log.LogId;
import io.faye.engine.redis.log.LoggedMessage;
import io.faye.engine.redis.log.Origin;
import io.faye.engine.redis.log.Position;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What other tests cannot bring about at will: an old owner that is ahead of the state in which a session came. */
@DisplayName("The queue of a session that came here is filled")
class ReplayTest {

    private static final Origin ELSEWHERE = new Origin("elsewhere", 1);
    private static final ChannelPattern A = ChannelPattern.of("/a");
    private static final ChannelPattern B = ChannelPattern.of("/b");

    private final ClientId alice = ClientId.random(new SecureRandom());
    private final TestHost host = new TestHost(Duration.ofSeconds(10));

    @AfterEach
    void close() {
        host.close();
    }

    private Session session(LogId since, Position position, ChannelPattern... patterns) {
        Arrival arrival = new Arrival(false, since, 2, position, Map.of(), 0, Set.of(patterns), "");
        return new Session(alice, arrival, host, overflowing -> {});
    }

    private static LogId at(long millis) {
        return new LogId(millis, 0);
    }

    private static Entry message(long at, String channel) {
        String json = "{\"channel\":\"" + channel + "\",\"data\":" + at + "}";
        LoggedMessage body = new LoggedMessage(at(at), json.getBytes(StandardCharsets.UTF_8), 0, json.length());
        return new Entry.Published(at(at), ELSEWHERE, Channel.of(channel), body, false);
    }

    private Entry subscribed(long at, ChannelPattern pattern) {
        return new Entry.Subscribed(at(at), ELSEWHERE, alice, pattern);
    }

    private Entry unsubscribed(long at, ChannelPattern pattern) {
        return new Entry.Unsubscribed(at(at), ELSEWHERE, alice, pattern);
    }

    private static void apply(Entry entry, Session session) {
        if (entry instanceof Entry.Subscribed begun) {
            session.patterns().add(begun.pattern());
        } else if (entry instanceof Entry.Unsubscribed ended) {
            session.patterns().remove(ended.pattern());
        }
    }

    private static List<String> filled(Session session, List<Entry> log) {
        LogId end = log.get(log.size() - 1).id();
        log.stream().filter(entry -> entry.id().isAfter(session.since())).forEach(entry -> apply(entry, session));
        Replay replay = new Replay(List.of(session), end, full -> {});
        List<Entry> after =
                log.stream().filter(entry -> entry.id().isAfter(replay.start())).toList();
        replay.undo(after);
        replay.accept(after);
        session.queue().goLive();
        SerialListener reader = new SerialListener(new NotingListener(session.id(), "", new ArrayDeque<>()), 1);
        session.reader().attach(reader);
        return session.queue().read(reader.listener(), 0, 10, 10_000).batch().messages().stream()
                .map(Message::data)
                .map(data -> data.orElseThrow().toString())
                .toList();
    }

    @Test
    @DisplayName("by what it was subscribed to at each place of the log, though it came later")
    void goesBackBeforeItsArrival() {
        Session session = session(at(30), new Position(5, at(10)), B);
        List<Entry> log = List.of(
                message(5, "/a"),
                message(11, "/a"),
                message(12, "/b"),
                unsubscribed(20, A),
                subscribed(21, B),
                message(22, "/a"),
                message(23, "/b"),
                message(31, "/b"));
        assertThat(filled(session, log)).containsExactly("11", "23", "31");
        assertThat(session.queue().position(at(31))).isEqualTo(new Position(5, at(11).predecessor()));
    }

    @Test
    @DisplayName("by what it was subscribed to where its last owner ended, though that is behind its arrival")
    void goesOnBehindItsArrival() {
        Session session = session(at(10), new Position(5, at(20)), A);
        List<Entry> log = List.of(
                message(12, "/a"), unsubscribed(15, A), subscribed(16, B), message(25, "/a"), message(26, "/b"));
        assertThat(filled(session, log)).containsExactly("26");
    }

    @Test
    @DisplayName("without what was acknowledged where it had been queued, and only there")
    void leavesOutWhatWasAcknowledged() {
        Session session = session(at(10), new Position(0, at(10)), A);
        List<Entry> log = List.of(
                message(11, "/a"),
                message(12, "/a"),
                new Entry.Acknowledged(at(13), ELSEWHERE, alice, 1),
                new Entry.Acknowledged(at(14), ELSEWHERE, alice, 3),
                message(15, "/a"));
        assertThat(filled(session, log)).containsExactly("12", "15");
    }
}
