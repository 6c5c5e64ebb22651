package io.faye.engine.redis.log;

import io.faye.engine.redis.client.Replies;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An entry as Redis returns it: {@code [id, [name, value, ...]]}. It holds either one thing about a session (fields
 * {@code o}, its origin, {@code k}, a kind, {@code s}, the session, and {@code v}, values) or about Redis, or messages that one process has
 * published together: fields {@code o}, the process, and {@code m}, the messages one after the other, each after a line
 * {@code operation length channel}; {@code q} instead of {@code m} if the script PUBLISH has found the publisher's session.
 *
 * @param fields names and values in turn
 */
public record LoggedEntry(LogId id, List<?> fields) {

    private static final int RADIX = Character.MAX_RADIX;

    static LoggedEntry of(Object raw) {
        List<?> parts = Replies.list(raw);
        return new LoggedEntry(LogId.parse(Replies.text(parts.get(0))), Replies.list(parts.get(1)));
    }

    /** {@return a message as it stands in an entry, alone or after others} */
    static byte[] encode(long operation, Channel channel, Json message) {
        byte[] line = (Long.toString(operation, RADIX) + " " + message.length() + " " + channel + "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] encoded = new byte[line.length + message.length()];
        System.arraycopy(line, 0, encoded, 0, line.length);
        message.bytes().get(encoded, line.length, message.length());
        return encoded;
    }

    /** {@return how long the fields are together} */
    int bytes() {
        int bytes = 0;
        for (Object field : fields) {
            bytes += field instanceof byte[] text ? text.length : 0;
        }
        return bytes;
    }

    /** {@return whether the other has the same id and the same fields} */
    boolean isSameAs(LoggedEntry other) {
        return id.equals(other.id) && Objects.deepEquals(fields.toArray(), other.fields.toArray());
    }

    /** {@return what it holds; what cannot be read is skipped} */
    List<Entry> read() {
        List<Entry> found = new ArrayList<>(1);
        try {
            read(found);
        } catch (RuntimeException e) {
            SkippedEntries.skip(id, e);
        }
        return found;
    }

    private void read(List<Entry> found) {
        switch (text(2)) {
            case "m" -> readMessages(false, found);
            case "q" -> readMessages(true, found);
            case "k" -> readControl(Origin.parse(text(1)), found);
            default -> throw new IllegalArgumentException("Expected messages or a kind, but found " + text(2));
        }
    }

    private void readMessages(boolean named, List<Entry> found) {
        String node = text(1);
        byte[] source = (byte[]) fields.get(3);
        int part = 0;
        for (int at = 0; at < source.length; ) {
            int first = indexOf(' ', source, at);
            int second = indexOf(' ', source, first + 1);
            int body = indexOf('\n', source, second + 1) + 1;
            int end = body + (int) number(source, first + 1, second, 10);
            if (end < body || end > source.length) {
                throw new IllegalArgumentException("Expected a length within the entry");
            }
            part++;
            Origin origin = new Origin(node, number(source, at, first, RADIX));
            String channel = new String(source, second + 1, body - second - 2, StandardCharsets.ISO_8859_1);
            add(new LoggedMessage(id.part(part), source, body, end), origin, channel, named, found);
            at = end;
        }
    }

    private void add(LoggedMessage body, Origin origin, String channel, boolean named, List<Entry> found) {
        try {
            found.add(new Entry.Published(body.id(), origin, Channel.of(channel), body, named));
        } catch (IllegalArgumentException e) {
            SkippedEntries.skip(body.id(), e);
        }
    }

    private static int indexOf(char wanted, byte[] source, int from) {
        int at = from;
        while (source[at] != wanted) {
            at++;
        }
        return at;
    }

    private static long number(byte[] source, int from, int to, int radix) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(source[i], radix);
            if (digit < 0) {
                throw new IllegalArgumentException("Expected a number of radix " + radix);
            }
            number = number * radix + digit;
        }
        return number;
    }

    /** A probe only shows that entries arrive. */
    private void readControl(Origin origin, List<Entry> found) {
        switch (text(3)) {
            case "probe" -> {}
            case "report" -> found.add(report(origin));
            default -> found.add(control(text(3), origin));
        }
    }

    private Entry report(Origin origin) {
        Set<String> living = Set.copyOf(Arrays.asList(text(9).split(" ")));
        return new Entry.Reported(id, origin, text(5), Entry.Reported.Step.valueOf(text(7)), living);
    }

    private Entry control(String kind, Origin origin) {
        ClientId client = ClientId.parse(text(5)).orElseThrow();
        return switch (kind) {
            case "begin" -> new Entry.Begun(id, origin, client);
            case "end" -> new Entry.Ended(id, origin, client, patterns(text(7)));
            case "subscribe" -> new Entry.Subscribed(id, origin, client, ChannelPattern.of(text(7)));
            case "unsubscribe" -> new Entry.Unsubscribed(id, origin, client, ChannelPattern.of(text(7)));
            case "claim" -> new Entry.Claimed(id, origin, client, text(7), number(9));
            case "handover" -> new Entry.HandedOver(id, origin, client, number(7), position(), text(13));
            case "acknowledge" -> new Entry.Acknowledged(id, origin, client, number(7));
            case "attribute" -> new Entry.Attributed(id, origin, client, number(7), change());
            default -> throw new IllegalArgumentException("There is no kind " + kind);
        };
    }

    private String text(int field) {
        return Replies.text(fields.get(field));
    }

    private long number(int field) {
        return Replies.number(fields.get(field));
    }

    private static List<ChannelPattern> patterns(String joined) {
        return joined.isEmpty()
                ? List.of()
                : Stream.of(joined.split("\n", -1)).map(ChannelPattern::of).toList();
    }

    private Position position() {
        return Position.parse(number(9), text(11));
    }

    private List<String> change() {
        return fields.size() > 11 ? List.of(text(9), text(11)) : List.of(text(9));
    }
}
