package io.faye.protocol;

import io.faye.protocol.Message.Field;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads of a request what the replies to its messages need: {@code channel}, {@code id}, {@code clientId} and {@code
 * subscription} of each. It takes the request in pieces and keeps nothing else, so that a request that is too long to be
 * processed can be refused message by message. It finds where values end, and does not check what stands in them. Not safe
 * for threads.
 */
public final class RequestOutline {

    /** Longer values are left out, as replies leave them out. */
    private static final int LONGEST_VALUE = 256;

    private static final Set<String> NAMES = Set.of(Field.CHANNEL, Field.ID, Field.CLIENT_ID, Field.SUBSCRIPTION);
    private static final int LONGEST_NAME = Field.SUBSCRIPTION.length();

    private final int maxMessages;
    private final List<Element> elements = new ArrayList<>();
    private final ValueScanner value = new ValueScanner();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private Message message = Message.EMPTY;
    private State state = State.BEFORE;
    private String name = "";
    private boolean array;
    private boolean inMessage;
    private boolean escaped;
    private int deepest;
    private int position;
    private int start;
    private int omitted;
    private long memory;

    private enum State {
        BEFORE,
        ELEMENTS,
        MEMBERS,
        NAME,
        COLON,
        VALUE,
        AFTER,
        BROKEN
    }

    /**
     * One member of a request's array, or the request's only message.
     *
     * @param start where it begins
     * @param end where it ends
     * @param deepest how many levels of arrays and objects it has, the request's own array included
     * @param message what was kept of it
     */
    record Element(int start, int end, int deepest, Message message) {}

    /**
     * Begins to read a request.
     *
     * @param maxMessages of how many messages, from the first on, something is kept
     */
    public RequestOutline(int maxMessages) {
        this.maxMessages = maxMessages;
    }

    /** {@return the members that were read, as many as are kept} */
    List<Element> elements() {
        return elements;
    }

    /**
     * Reads a piece of the request.
     *
     * @param bytes holds the piece
     * @param from where the piece begins
     * @param count how many bytes it has
     */
    public void add(byte[] bytes, int from, int count) {
        int end = from + count;
        int at = from;
        while (at < end && state != State.BROKEN) {
            int skipped = skipText(bytes, at, end);
            at += skipped;
            position += skipped;
            if (at < end) {
                take(bytes[at]);
                at++;
                position++;
            }
        }
    }

    /** Most of a long request is one text, which is looked at byte by byte only where it ends. */
    private int skipText(byte[] bytes, int from, int end) {
        int at = from;
        if (state == State.VALUE && value.isInText() && name.isEmpty()) {
            while (at < end && bytes[at] != '"' && bytes[at] != '\\') {
                at++;
            }
        }
        return at - from;
    }

    /** {@return whether the request is no object and no array} Nothing more is read then. */
    public boolean isBroken() {
        return state == State.BROKEN;
    }

    /** {@return whether the request has come to its end} */
    public boolean isEnded() {
        return state == State.AFTER;
    }

    /** {@return how many members of the request have neither an id nor a channel, or are more than are kept} */
    public int omitted() {
        return omitted;
    }

    /** {@return about how many bytes of memory the outline takes} */
    public long memorySize() {
        return memory;
    }

    /**
     * {@return what was read of each message, refused, in the order of the request}
     *
     * @param refusal why the request is not processed
     */
    public List<Message> messages(BayeuxError refusal) {
        return Stream.concat(elements.stream().map(Element::message), Stream.of(message))
                .filter(RequestOutline::canBeAnswered)
                .map(outline -> refused(outline, refusal))
                .toList();
    }

    /** {@return a message that is not to be processed, with what its reply needs} */
    static Message refused(Message whole, BayeuxError refusal) {
        List<String> names = new ArrayList<>(NAMES.size());
        List<Json> values = new ArrayList<>(NAMES.size());
        whole.fields().forEach((name, value) -> {
            if (NAMES.contains(name)) {
                names.add(name);
                values.add(value);
            }
        });
        return new Message(names, values, whole.channel().orElse(null), refusal);
    }

    private static boolean canBeAnswered(Message outline) {
        return outline.field(Field.ID).isPresent()
                || outline.field(Field.CHANNEL).isPresent();
    }

    private void take(byte b) {
        switch (state) {
            case BEFORE -> takeFirst(b);
            case ELEMENTS -> takeElement(b);
            case MEMBERS -> takeMember(b);
            case NAME -> takeName(b);
            case COLON -> takeColon(b);
            case VALUE -> takeValue(b);
            case AFTER -> state = isBlank(b) ? State.AFTER : State.BROKEN;
            case BROKEN -> {}
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private void takeFirst(byte b) {
        if (b == '[') {
            array = true;
            state = State.ELEMENTS;
        } else if (b == '{') {
            beginMessage();
        } else if (!isBlank(b)) {
            state = State.BROKEN;
        }
    }

    private void takeElement(byte b) {
        if (b == '{') {
            beginMessage();
        } else if (b == ']') {
            state = State.AFTER;
        } else if (b != ',' && !isBlank(b)) {
            inMessage = false;
            beginValue();
            start = position;
            takeValue(b);
        }
    }

    private void beginMessage() {
        inMessage = true;
        start = position;
        deepest = 0;
        state = State.MEMBERS;
    }

    private void takeMember(byte b) {
        if (b == '"') {
            kept.reset();
            escaped = false;
            state = State.NAME;
        } else if (b == '}') {
            end(position + 1, deepest + 1);
        } else if (b != ',' && !isBlank(b)) {
            state = State.BROKEN;
        }
    }

    private void takeName(byte b) {
        if (b == '"' && !escaped) {
            String whole = kept.toString(StandardCharsets.UTF_8);
            name = elements.size() < maxMessages && NAMES.contains(whole) ? whole : "";
            state = State.COLON;
            return;
        }
        escaped = b == '\\' && !escaped;
        keep(b, LONGEST_NAME);
    }

    private void takeColon(byte b) {
        if (b == ':') {
            beginValue();
        } else if (!isBlank(b)) {
            state = State.BROKEN;
        }
    }

    private void beginValue() {
        value.restart();
        kept.reset();
        state = State.VALUE;
    }

    private void takeValue(byte b) {
        ValueScanner.Step step = value.take(b);
        if (step == ValueScanner.Step.ENDED) {
            endValue(position);
            if (state != State.BROKEN) {
                take(b);
            }
            return;
        }
        if (value.hasBegun() && !name.isEmpty()) {
            keep(b, LONGEST_VALUE);
        }
        if (step == ValueScanner.Step.ENDS) {
            endValue(position + 1);
        }
    }

    /** Keeps one byte more than wanted, so that it shows what was too long. */
    private void keep(byte b, int longest) {
        if (kept.size() <= longest) {
            kept.write(b);
        }
    }

    private void endValue(int end) {
        if (!value.hasBegun()) {
            state = State.BROKEN;
        } else if (inMessage) {
            deepest = Math.max(deepest, value.deepest());
            putField();
            state = State.MEMBERS;
        } else {
            end(end, value.deepest());
        }
    }

    private void putField() {
        if (!name.isEmpty() && kept.size() <= LONGEST_VALUE) {
            try {
                message = message.with(name, json(kept.toByteArray()));
            } catch (MalformedMessageException e) {
                message = message.without(name);
            }
        }
        name = "";
    }

    private static Json json(byte[] text) throws MalformedMessageException {
        return isPlainText(text) ? new Json(text, 0, text.length) : JsonReader.value(text);
    }

    /** Most values are texts of ASCII without escapes. */
    private static boolean isPlainText(byte[] text) {
        int last = text.length - 1;
        boolean plain = last > 0 && text[0] == '"' && text[last] == '"';
        for (int i = 1; plain && i < last; i++) {
            plain = text[i] >= ' ' && text[i] < 0x7F && text[i] != '"' && text[i] != '\\';
        }
        return plain;
    }

    private void end(int end, int levels) {
        if (elements.size() < maxMessages) {
            elements.add(new Element(start, end, levels + (array ? 1 : 0), message));
            memory += message.memorySize();
        }
        omitted += canBeAnswered(message) ? 0 : 1;
        message = Message.EMPTY;
        state = array ? State.ELEMENTS : State.AFTER;
    }
}
