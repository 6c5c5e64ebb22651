package io.faye.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Bayeux message: fields by name, in order. Fields that the protocol knows have accessors of their own; all
 * others are kept and passed on as they came. Immutable: the {@code with} methods return changed copies.
 *
 * <p>Accessors say empty both for a field that is missing and for one of a type that the protocol does not allow
 * there; {@link #field} tells the two apart.
 */
public final class Message {

    /** A message without fields. */
    public static final Message EMPTY = new Message(List.of(), List.of());

    /** Bytes of memory that a message takes without its fields, and that a field takes beside its name and value. */
    private static final int SIZE_WITHOUT_FIELDS = 128;

    private static final int SIZE_OF_FIELD = 96;
    /** A name is kept as a string, with up to two bytes for each character, and as JSON. */
    private static final int SIZE_OF_CHARACTER = 4;

    private final List<String> names;
    private final List<Json> values;
    private final @Nullable Channel channel;
    private final @Nullable BayeuxError refusal;
    private @Nullable Json encoded;
    /** Zero until somebody asks. */
    private int memorySize;
    /** Kept once it was asked for, because everybody on a message's way asks. Threads may find it twice; it is immutable. */
    private @Nullable ClientId clientId;

    /** Trusts the caller: names are distinct, nobody will change the lists, the channel is the field's. */
    Message(List<String> names, List<Json> values, @Nullable Channel channel) {
        this(names, values, channel, null);
    }

    private Message(List<String> names, List<Json> values) {
        this(names, values, channelOf(names, values));
    }

    Message(List<String> names, List<Json> values, @Nullable Channel channel, @Nullable BayeuxError refusal) {
        this.names = names;
        this.values = values;
        this.channel = channel;
        this.refusal = refusal;
    }

    private static @Nullable Channel channelOf(List<String> names, List<Json> values) {
        int at = names.indexOf(Field.CHANNEL);
        String name = at < 0 ? null : values.get(at).stringOrNull();
        return name == null ? null : Channel.parseOrNull(name);
    }

    /**
     * {@return a message with nothing but a channel}
     *
     * @param channel the channel
     */
    public static Message to(Channel channel) {
        return new Message(List.of(Field.CHANNEL), List.of(channel.toJson()), channel);
    }

    /**
     * {@return a message that was accepted before, such as one that an engine has stored; {@link #toJson} wrote it}
     *
     * @param utf8 one JSON object; must not be changed afterwards, for the message refers to it
     * @throws IllegalArgumentException if it is something else
     */
    public static Message parse(byte[] utf8) {
        try {
            List<Message> messages = Accepted.CODEC.decode(utf8);
            if (messages.size() == 1) {
                return messages.get(0);
            }
            throw new IllegalArgumentException("Expected one message, but got " + messages.size());
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("Expected a message: " + e.getMessage(), e);
        }
    }

    /** {@return the channel, or empty if there is none or its name is not valid} */
    public Optional<Channel> channel() {
        return Optional.ofNullable(channel);
    }

    /**
     * {@return why the message is not to be processed, because it passes a limit of what read it} Such a message has no
     * fields but those that its reply needs.
     */
    public Optional<BayeuxError> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** {@return the message's id, of whatever JSON type the sender chose} */
    public Optional<Json> id() {
        return field(Field.ID);
    }

    /** {@return the session that the message names, if it is of the form of one} */
    public Optional<ClientId> clientId() {
        ClientId known = clientId;
        if (known == null) {
            known = text(Field.CLIENT_ID).flatMap(ClientId::parse).orElse(null);
            clientId = known;
        }
        return Optional.ofNullable(known);
    }

    /** {@return the payload} */
    public Optional<Json> data() {
        return field(Field.DATA);
    }

    /** {@return what extensions tell each other} */
    public Optional<Json> ext() {
        return field(Field.EXT);
    }

    /** {@return a reply's outcome; false also if this is no reply} */
    public boolean isSuccessful() {
        return Json.TRUE.equals(get(Field.SUCCESSFUL));
    }

    /** {@return a reply's refusal, as text} */
    public Optional<String> error() {
        return text(Field.ERROR);
    }

    /**
     * {@return the text of a field, or empty if it is missing or no string}
     *
     * @param name the field's name
     */
    public Optional<String> text(String name) {
        Json value = get(name);
        return value == null ? Optional.empty() : value.asString();
    }

    /**
     * {@return a field's value}
     *
     * @param name the field's name
     */
    public Optional<Json> field(String name) {
        return Optional.ofNullable(get(name));
    }

    private @Nullable Json get(String name) {
        int at = names.indexOf(name);
        return at < 0 ? null : values.get(at);
    }

    /** {@return all fields in order} */
    public Map<String, Json> fields() {
        Map<String, Json> fields = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            fields.put(names.get(i), values.get(i));
        }
        return Collections.unmodifiableMap(fields);
    }

    /**
     * {@return a copy with a field set, in its old place or at the end}
     *
     * @param name the field's name
     * @param value its value
     */
    public Message with(String name, Json value) {
        List<String> newNames = names;
        List<Json> newValues = new ArrayList<>(values);
        int at = names.indexOf(name);
        if (at >= 0) {
            newValues.set(at, value);
        } else {
            newNames = new ArrayList<>(names);
            newNames.add(name);
            newValues.add(value);
        }
        return name.equals(Field.CHANNEL)
                ? new Message(newNames, newValues, channelOf(newNames, newValues), refusal)
                : new Message(newNames, newValues, channel, refusal);
    }

    /**
     * {@return a copy without some fields, or this message if it has none of them}
     *
     * @param unwanted the fields' names
     */
    public Message without(String... unwanted) {
        if (hasNone(unwanted)) {
            return this;
        }
        List<String> gone = List.of(unwanted);
        List<String> newNames = new ArrayList<>();
        List<Json> newValues = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!gone.contains(names.get(i))) {
                newNames.add(names.get(i));
                newValues.add(values.get(i));
            }
        }
        return new Message(newNames, newValues, gone.contains(Field.CHANNEL) ? null : channel, refusal);
    }

    private boolean hasNone(String... unwanted) {
        for (String name : unwanted) {
            if (names.contains(name)) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@return the form in which the message goes to subscribers: without {@code clientId}, its fields in one array of
     * bytes of their own that all receivers share}
     */
    public Message forDelivery() {
        return without(Field.CLIENT_ID).compact();
    }

    /**
     * {@return this message, or an equal one that does not keep a long request in memory} The fields of a message from
     * outside are slices of the request that it came in.
     */
    public Message detached() {
        return isDetached() ? this : compact();
    }

    /** {@return whether this message keeps little more in memory than itself} */
    public boolean isDetached() {
        for (Json value : values) {
            if (!value.isDetached()) {
                return false;
            }
        }
        return true;
    }

    /** Moves the fields into the encoded form, so that a short message does not hold on to a long request. */
    private Message compact() {
        Json[] own = new Json[values.size()];
        Json whole = MessageWriter.encode(names, values, own);
        Message compact = new Message(List.copyOf(names), List.of(own), channel, refusal);
        compact.encoded = whole;
        return compact;
    }

    /** {@return the message as a JSON object; encoded once, however often it is asked for} */
    public Json toJson() {
        Json known = encoded;
        if (known == null) {
            known = MessageWriter.encode(names, values, null);
            encoded = known;
        }
        return known;
    }

    /**
     * {@return about how many bytes of memory the message takes, with its fields} The estimate is high rather than low:
     * many short fields take several times as much as their JSON.
     */
    public long memorySize() {
        int known = memorySize;
        return known == 0 ? estimate() : known;
    }

    private long estimate() {
        long size = SIZE_WITHOUT_FIELDS;
        for (int i = 0; i < names.size(); i++) {
            size += SIZE_OF_FIELD
                    + (long) SIZE_OF_CHARACTER * names.get(i).length()
                    + values.get(i).length();
        }
        memorySize = (int) Math.min(size, Integer.MAX_VALUE);
        return size;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Message message && message.fields().equals(fields());
    }

    @Override
    public int hashCode() {
        return fields().hashCode();
    }

    /** {@return the message as JSON text} */
    @Override
    public String toString() {
        return toJson().toString();
    }

    /** The names of the fields that Bayeux 1.0 knows (section 4). */
    public static final class Field {
        /** Where the message goes. */
        public static final String CHANNEL = "channel";
        /** Tells a reply which request it answers. */
        public static final String ID = "id";
        /** The session. */
        public static final String CLIENT_ID = "clientId";
        /** The payload. */
        public static final String DATA = "data";
        /** What extensions tell each other. */
        public static final String EXT = "ext";
        /** What one subscribes to: a string, or an array of strings. */
        public static final String SUBSCRIPTION = "subscription";
        /** The outcome of a request. */
        public static final String SUCCESSFUL = "successful";
        /** Why a request failed. */
        public static final String ERROR = "error";
        /** How to go on. */
        public static final String ADVICE = "advice";
        /** The version of the protocol. */
        public static final String VERSION = "version";
        /** The ways to receive messages that a client or the server knows. */
        public static final String SUPPORTED_CONNECTION_TYPES = "supportedConnectionTypes";
        /** The way in which a client receives messages now. */
        public static final String CONNECTION_TYPE = "connectionType";

        private Field() {}
    }

    /** Reads what was within somebody's limits when it came: so no limit is left but that of the stack. */
    private static final class Accepted {

        private static final MessageCodec CODEC = new MessageCodec(
                new ProtocolLimits(1, 10_000, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 1),
                ChannelNames.WIDEST);

        private Accepted() {}
    }
}
