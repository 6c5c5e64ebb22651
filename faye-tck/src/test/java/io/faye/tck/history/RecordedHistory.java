package io.faye.tck.history;

import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.tck.history.Call.ReadFrom;
import io.faye.tck.history.Event.Kind;
import io.faye.tck.history.Event.Published;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A record written by hand; ticks are also seconds of the clock, of which a timeout has 1000. */
final class RecordedHistory {

    private final Map<String, ClientId> clients = new HashMap<>();
    private final Map<Long, Sent> sent = new HashMap<>();
    private final Names names = new Names();
    private final Random random = new Random(1);
    private final List<Call> calls = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final int processes;
    private int process = 1;
    private Duration notice = Duration.ZERO;

    private RecordedHistory(int processes) {
        this.processes = processes;
    }

    static RecordedHistory ofOneProcess() {
        return new RecordedHistory(1);
    }

    static RecordedHistory ofTwoProcesses() {
        return new RecordedHistory(2);
    }

    /** Processes hear of what others do within so many ticks. */
    RecordedHistory hearingWithin(long ticks) {
        notice = Duration.ofSeconds(ticks);
        return this;
    }

    /** What follows is in this process. */
    RecordedHistory in(int other) {
        process = other;
        return this;
    }

    private ClientId client(String name) {
        return clients.computeIfAbsent(name, key -> {
            ClientId client = ClientId.random(random);
            names.give(client, name);
            return client;
        });
    }

    private static Moment at(long tick) {
        return tick == Long.MAX_VALUE ? Moment.NEVER : new Moment(tick, Duration.ofSeconds(tick));
    }

    RecordedHistory call(long begin, long end, Operation operation, String client, Object argument, Object answer) {
        ClientId about = client == null ? null : client(client);
        calls.add(new Call(operation, process, about, argument, at(begin), begin, at(end), answer));
        return this;
    }

    RecordedHistory event(long tick, Kind kind, String client) {
        events.add(new Event(kind, process, client(client), null, at(tick)));
        return this;
    }

    RecordedHistory event(long tick, Kind kind, String client, String pattern) {
        events.add(new Event(kind, process, client(client), ChannelPattern.of(pattern), at(tick)));
        return this;
    }

    /** A call of the listener of an attachment. */
    RecordedHistory told(long tick, Kind kind, String client, long attachment) {
        events.add(new Event(kind, process, client(client), attachment, at(tick)));
        return this;
    }

    RecordedHistory attaches(long tick, String client, long attachment) {
        return call(tick, tick + 1, Operation.ATTACH, client, attachment, Optional.of(first()));
    }

    RecordedHistory releases(long tick, String client, long attachment) {
        return call(tick, tick + 1, Operation.RELEASE, client, attachment, null);
    }

    static Map<String, String> first() {
        return Map.of(AttributeCheck.NAME, "first");
    }

    /** A session that begins at a tick, with all that belongs to it. */
    RecordedHistory begins(long tick, String client) {
        call(tick, tick + 2, Operation.CREATE, client, Map.of(AttributeCheck.NAME, "first"), client(client));
        return event(tick + 1, Kind.HANDSHAKE, client);
    }

    RecordedHistory subscribes(long tick, String client, String pattern) {
        subscribe(tick, tick + 2, client, pattern, Change.CHANGED);
        return event(tick + 1, Kind.SUBSCRIBE, client, pattern);
    }

    RecordedHistory unsubscribes(long tick, String client, String pattern) {
        call(tick, tick + 2, Operation.UNSUBSCRIBE, client, ChannelPattern.of(pattern), Change.CHANGED);
        return event(tick + 1, Kind.UNSUBSCRIBE, client, pattern);
    }

    RecordedHistory subscribe(long begin, long end, String client, String pattern, Change answer) {
        return call(begin, end, Operation.SUBSCRIBE, client, ChannelPattern.of(pattern), answer);
    }

    /** A session that is ended at a tick, with what belongs to it but its subscriptions. */
    RecordedHistory destroys(long tick, String client) {
        call(tick, tick + 4, Operation.DESTROY, client, null, true);
        return event(tick + 2, Kind.DISCONNECT, client);
    }

    /** A message that is accepted and reported. */
    RecordedHistory publishes(long tick, String client, String channel, long number) {
        return publishes(tick, tick + 2, client, channel, number);
    }

    RecordedHistory publishes(long begin, long end, String client, String channel, long number) {
        publish(begin, end, client, channel, number);
        return reports(begin + 1, client, channel, number);
    }

    RecordedHistory publish(long begin, long end, String client, String channel, long number) {
        Sent message = new Sent(number, Channel.of(channel), client == null ? null : client(client));
        sent.put(number, message);
        return call(begin, end, Operation.PUBLISH, client, message, null);
    }

    RecordedHistory reports(long tick, String client, String channel, long number) {
        Published published = new Published(Channel.of(channel), Json.of(number));
        ClientId publisher = client == null ? null : client(client);
        events.add(new Event(Kind.PUBLISH, process, publisher, published, at(tick)));
        return this;
    }

    /** A read of up to ten messages that gave these numbers. */
    RecordedHistory reads(long tick, String client, long after, long last, long... numbers) {
        return reads(Operation.READ, tick, client, after, last, numbers);
    }

    RecordedHistory reads(Operation kind, long tick, String client, long after, long last, long... numbers) {
        List<Message> messages = new ArrayList<>();
        for (long number : numbers) {
            messages.add(sent.get(number).message().without(Message.Field.CLIENT_ID));
        }
        return readsAs(kind, tick, client, after, new Batch(messages, last));
    }

    /** A read of up to ten messages with one attachment that gave these numbers. */
    RecordedHistory readsWith(long attachment, long tick, String client, long after, long last, long... numbers) {
        List<Message> messages = new ArrayList<>();
        for (long number : numbers) {
            messages.add(sent.get(number).message().without(Message.Field.CLIENT_ID));
        }
        ReadFrom from = new ReadFrom(attachment, after, 10, Integer.MAX_VALUE);
        return call(tick, tick + 1, Operation.READ, client, from, new Batch(messages, last));
    }

    RecordedHistory readsAs(Operation kind, long tick, String client, long after, Batch batch) {
        return call(tick, tick + 1, kind, client, new ReadFrom(0, after, 10, Integer.MAX_VALUE), batch);
    }

    RecordedHistory acknowledges(long tick, String client, long upTo) {
        return call(tick, tick + 1, Operation.ACKNOWLEDGE, client, upTo, null);
    }

    RecordedHistory sees(long tick, String client, String value) {
        Map<String, String> attributes = Map.of(AttributeCheck.NAME, value);
        return call(tick, tick + 1, Operation.ATTRIBUTES, client, null, Optional.of(attributes));
    }

    /** {@return the rules that are broken} */
    List<String> broken() {
        return violations().stream().map(Violation::rule).distinct().toList();
    }

    /** {@return what is said about the first of them} */
    String text() {
        Violation first = violations().get(0);
        return first.text() + "\n" + new Excerpt(names).of(first);
    }

    private List<Violation> violations() {
        HistoryRecord history =
                new HistoryRecord(new Conditions(processes, Duration.ofSeconds(1000), notice, Duration.ZERO));
        history.add(calls, events);
        history.complete();
        return Examination.of(history);
    }
}
