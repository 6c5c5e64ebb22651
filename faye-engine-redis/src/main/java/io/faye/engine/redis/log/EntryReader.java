package io.faye.engine.redis.log;

import io.faye.engine.redis.client.Replies;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes entries of what Redis returns: {@code [id, [name, value, ...]]}. */
final class EntryReader {

    private EntryReader() {}

    static LogId id(Object raw) {
        return LogId.parse(Replies.text(Replies.list(raw).get(0)));
    }

    /** {@return how long the fields are together} */
    static long bytes(Object raw) {
        long bytes = 0;
        for (Object field : Replies.list(Replies.list(raw).get(1))) {
            bytes += field instanceof byte[] text ? text.length : 0;
        }
        return bytes;
    }

    /** {@return the entry, empty if it cannot be read; then it is skipped} */
    static Optional<Entry> read(LogId id, Object raw) {
        try {
            return Optional.of(entry(id, Replies.list(Replies.list(raw).get(1))));
        } catch (RuntimeException e) {
            SkippedEntries.skip(id, e);
            return Optional.empty();
        }
    }

    private static Entry entry(LogId id, List<?> fields) {
        Origin origin = Origin.parse(Replies.text(fields.get(1)));
        String second = Replies.text(fields.get(2));
        return switch (second) {
            case "c" -> published(id, origin, fields);
            case "k" ->
                Replies.text(fields.get(3)).equals("probe")
                        ? new Entry.Probed(id, origin)
                        : control(id, origin, fields);
            default -> throw new IllegalArgumentException("Expected a channel or a kind, but found " + second);
        };
    }

    private static Entry published(LogId id, Origin origin, List<?> fields) {
        boolean named = fields.size() > 7 && Replies.number(fields.get(7)) == 1;
        LoggedMessage body = new LoggedMessage(id, (byte[]) fields.get(5));
        return new Entry.Published(id, origin, Channel.of(Replies.text(fields.get(3))), body, named);
    }

    private static Entry control(LogId id, Origin origin, List<?> fields) {
        String kind = Replies.text(fields.get(3));
        ClientId client = ClientId.parse(Replies.text(fields.get(5))).orElseThrow();
        List<String> values = values(fields);
        return switch (kind) {
            case "begin" -> new Entry.Begun(id, origin, client);
            case "end" -> new Entry.Ended(id, origin, client, patterns(values.get(0)));
            case "subscribe" -> new Entry.Subscribed(id, origin, client, ChannelPattern.of(values.get(0)));
            case "unsubscribe" -> new Entry.Unsubscribed(id, origin, client, ChannelPattern.of(values.get(0)));
            case "claim" -> new Entry.Claimed(id, origin, client, values.get(0), Long.parseLong(values.get(1)));
            case "handover" ->
                new Entry.HandedOver(
                        id, origin, client, Long.parseLong(values.get(0)), position(values), values.get(3));
            case "acknowledge" -> new Entry.Acknowledged(id, origin, client, Long.parseLong(values.get(0)));
            case "attribute" ->
                new Entry.Attributed(
                        id, origin, client, Long.parseLong(values.get(0)), values.subList(1, values.size()));
            default -> throw new IllegalArgumentException("There is no kind " + kind);
        };
    }

    private static List<String> values(List<?> fields) {
        List<String> values = new ArrayList<>();
        for (int i = 7; i < fields.size(); i += 2) {
            values.add(Replies.text(fields.get(i)));
        }
        return values;
    }

    private static List<ChannelPattern> patterns(String joined) {
        return joined.isEmpty()
                ? List.of()
                : Stream.of(joined.split(" ", -1)).map(ChannelPattern::of).toList();
    }

    private static Position position(List<String> values) {
        return new Position(Long.parseLong(values.get(1)), LogId.parse(values.get(2)));
    }
}
