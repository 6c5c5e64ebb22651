package io.faye.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a user chose for an engine, as text by name. An engine reads its options once, into a record of its own, and
 * then calls {@link #requireAllRead}, so that a misspelled name is refused and not ignored. Not safe for threads.
 */
public final class EngineOptions {

    private static final List<String> SECRET_NAMES = List.of("password", "secret", "token");
    private static final List<String> ADDRESS_NAMES = List.of("url", "uri");

    private final Map<String, String> values;
    private final Set<String> read = new TreeSet<>();

    private EngineOptions(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** {@return no options: everything as the engine has it} */
    public static EngineOptions none() {
        return new EngineOptions(Map.of());
    }

    /**
     * {@return options by name}
     *
     * @param values names and values
     */
    public static EngineOptions of(Map<String, String> values) {
        return new EngineOptions(values);
    }

    /**
     * {@return one option}
     *
     * @param name its name
     * @param value its value
     */
    public static EngineOptions of(String name, String value) {
        return new EngineOptions(Map.of(name, value));
    }

    /**
     * {@return these options and one more, or one changed}
     *
     * @param name its name
     * @param value its value
     */
    public EngineOptions with(String name, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(name, value);
        return new EngineOptions(more);
    }

    /**
     * {@return an option's text}
     *
     * @param name its name
     * @param otherwise what counts if it was not given
     */
    public String text(String name, String otherwise) {
        read.add(name);
        return values.getOrDefault(name, otherwise);
    }

    /**
     * {@return an option's text}
     *
     * @param name its name
     * @throws EngineException if it was not given
     */
    public String required(String name) {
        read.add(name);
        String text = values.get(name);
        if (text == null) {
            throw new EngineException("Option '" + name + "' is missing");
        }
        return text;
    }

    /**
     * {@return an option as something else than text}
     *
     * @param <T> what it is
     * @param name its name
     * @param otherwise what counts if it was not given
     * @param parser makes it from text, and throws a {@code RuntimeException} if it cannot
     * @throws EngineException if the text is malformed; of an address the message shows the scheme only, and of an
     *     option whose name contains {@code password}, {@code secret} or {@code token} nothing
     */
    public <T> T get(String name, T otherwise, Function<String, T> parser) {
        read.add(name);
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return parser.apply(text);
        } catch (RuntimeException e) {
            throw malformed(name, text, e);
        }
    }

    /** Messages of parsers quote the text, so a fault of a text that may be secret has no cause. */
    private static EngineException malformed(String name, String text, RuntimeException fault) {
        String beginning = "Option '" + name + "' is malformed: ";
        if (SECRET_NAMES.stream().anyMatch(name::contains)) {
            return new EngineException(beginning + "its value is not shown, because it is secret");
        }
        int scheme = text.indexOf("://");
        if (scheme >= 0 || text.contains("@") || ADDRESS_NAMES.stream().anyMatch(name::contains)) {
            String shown = scheme < 0 ? "" : text.substring(0, scheme + "://".length());
            return new EngineException(
                    beginning + "'" + shown + "...'; the rest is not shown, because it may be secret");
        }
        return new EngineException(beginning + "'" + text + "'", fault);
    }

    /** {@return names and values, some of which may be secret; counts as reading none of them} */
    public Map<String, String> values() {
        return values;
    }

    /**
     * Refuses options that nobody asked for.
     *
     * @throws EngineException if there is one; the message lists those that are known
     */
    public void requireAllRead() {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(read);
        if (!unknown.isEmpty()) {
            throw new EngineException("Unknown option " + unknown + "; known: " + read);
        }
    }

    /** {@return the names only: values may be secret} */
    @Override
    public String toString() {
        return "EngineOptions" + new TreeSet<>(values.keySet());
    }
}
