package io.faye.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes to messages and back, within limits. Safe for any number of threads. */
public final class MessageCodec {

    /** Of so many times as many messages as may be in a request each is refused by itself. */
    private static final int REFUSED_EACH = 10;

    /** Up to so many fields a list is searched faster than a map. */
    private static final int FEW_FIELDS = 16;

    private static final BayeuxError NESTING = BayeuxError.badRequest("nesting");
    private static final BayeuxError MESSAGES = BayeuxError.badRequest("messages");

    private final ProtocolLimits limits;
    private final ChannelNames channelNames;
    private final JsonFactory factory;
    private final int mostRefused;

    /**
     * Makes a codec for names as Faye accepts them.
     *
     * @param limits how much it accepts
     */
    public MessageCodec(ProtocolLimits limits) {
        this(limits, ChannelNames.FAYE);
    }

    /**
     * Makes a codec.
     *
     * @param limits how much it accepts
     * @param names which names of channels it accepts; a message with another one has no {@link Message#channel}
     */
    public MessageCodec(ProtocolLimits limits, ChannelNames names) {
        this.limits = limits;
        this.channelNames = names;
        this.factory = JsonReader.factory(limits.maxNesting());
        this.mostRefused = (int) Math.min(Integer.MAX_VALUE - 1, (long) REFUSED_EACH * limits.maxMessages());
    }

    /** {@return what this codec accepts} */
    public ProtocolLimits limits() {
        return limits;
    }

    /**
     * Reads a request: one message, or an array of them. Members that are {@code null} are left out, members that are
     * no objects become empty messages, as Faye takes them. The array given must not be changed afterwards: messages
     * refer to it.
     *
     * <p>A message that is nested too deeply, and one that is more than a request may have, has a {@link Message#refusal};
     * those after the ten-fold number of messages have one refusal together.
     *
     * @param utf8 the whole request
     * @return the messages in order; none for {@code []} and for {@code null}
     * @throws MalformedMessageException if the bytes are not a JSON object or array in UTF-8
     */
    public List<Message> decode(byte[] utf8) throws MalformedMessageException {
        try {
            return JsonReader.read(factory, utf8, this::request);
        } catch (MalformedMessageException e) {
            if (e.error().isPresent()) {
                return decodeEach(utf8, e);
            }
            throw e;
        }
    }

    /** Reads a request of which some message is nested too deeply. */
    private List<Message> decodeEach(byte[] utf8, MalformedMessageException fault) throws MalformedMessageException {
        RequestOutline outline = new RequestOutline(mostRefused + 1);
        outline.add(utf8, 0, utf8.length);
        if (!outline.isEnded()) {
            throw fault;
        }
        List<Message> messages = new ArrayList<>();
        for (RequestOutline.Element element : outline.elements()) {
            if (messages.size() >= limits.maxMessages()) {
                add(element.message(), messages);
            } else if (element.deepest() > limits.maxNesting()) {
                add(RequestOutline.refused(element.message(), NESTING), messages);
            } else {
                byte[] alone = Arrays.copyOfRange(utf8, element.start(), element.end());
                messages.addAll(JsonReader.read(factory, alone, this::single));
            }
        }
        return messages;
    }

    private List<Message> single(JsonReader reader) throws IOException {
        List<Message> messages = new ArrayList<>(1);
        addNext(reader.next(), reader, messages);
        return messages;
    }

    private List<Message> request(JsonReader reader) throws IOException, MalformedMessageException {
        JsonToken token = reader.next();
        if (token == JsonToken.START_OBJECT) {
            return List.of(message(reader));
        }
        if (token == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (token != JsonToken.START_ARRAY) {
            throw new MalformedMessageException("expected an object or an array of objects");
        }
        List<Message> messages = new ArrayList<>(4);
        while ((token = reader.next()) != JsonToken.END_ARRAY) {
            addNext(token, reader, messages);
        }
        return messages;
    }

    private void addNext(@Nullable JsonToken token, JsonReader reader, List<Message> messages) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        if (messages.size() > mostRefused) {
            reader.skip();
        } else {
            add(token == JsonToken.START_OBJECT ? message(reader) : empty(reader), messages);
        }
    }

    private void add(Message message, List<Message> messages) {
        if (messages.size() < limits.maxMessages()) {
            messages.add(message);
        } else if (messages.size() < mostRefused) {
            messages.add(RequestOutline.refused(message, MESSAGES));
        } else if (messages.size() == mostRefused) {
            messages.add(RequestOutline.refused(Message.EMPTY, MESSAGES));
        }
    }

    private static Message empty(JsonReader reader) throws IOException {
        reader.skip();
        return Message.EMPTY;
    }

    private Message message(JsonReader reader) throws IOException {
        List<String> names = new ArrayList<>(8);
        List<Json> values = new ArrayList<>(8);
        Map<String, Integer> places = new HashMap<>(0);
        while (reader.next() != JsonToken.END_OBJECT) {
            String name = reader.name();
            reader.next();
            put(names, values, places, name, reader.current());
        }
        int channel = names.indexOf(Message.Field.CHANNEL);
        return new Message(names, values, channel < 0 ? null : channel(values.get(channel)));
    }

    /** Adds a field; of equal names the last value counts. */
    private static void put(
            List<String> names, List<Json> values, Map<String, Integer> places, String name, Json value) {
        Integer at = names.size() <= FEW_FIELDS ? indexOf(names, name) : places.get(name);
        if (at != null) {
            values.set(at, value);
            return;
        }
        names.add(name);
        values.add(value);
        if (names.size() == FEW_FIELDS + 1) {
            for (int i = 0; i < names.size(); i++) {
                places.put(names.get(i), i);
            }
        } else if (names.size() > FEW_FIELDS) {
            places.put(name, names.size() - 1);
        }
    }

    private static @Nullable Integer indexOf(List<String> names, String name) {
        int at = names.indexOf(name);
        return at < 0 ? null : at;
    }

    private @Nullable Channel channel(Json value) {
        String name = value.stringOrNull();
        return name == null || limits.refuses(name) ? null : channelNames.channelOrNull(name);
    }

    /**
     * {@return the messages as a JSON array in UTF-8}
     *
     * @param messages what to write
     */
    public static byte[] encode(List<Message> messages) {
        int length = Math.max(2, messages.size() + 1);
        for (Message message : messages) {
            length += message.toJson().length();
        }
        byte[] target = new byte[length];
        int at = 0;
        target[at++] = '[';
        for (int i = 0; i < messages.size(); i++) {
            if (i > 0) {
                target[at++] = ',';
            }
            at = messages.get(i).toJson().copyTo(target, at);
        }
        target[at] = ']';
        return target;
    }
}
