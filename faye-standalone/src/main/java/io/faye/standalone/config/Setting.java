package io.faye.standalone.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A text, a list, or named settings, as they stand in a file. */
public final class Setting {

    private final String file;
    private final Node node;

    Setting(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /** {@return whether it consists of named settings} */
    public boolean hasFields() {
        return node instanceof MappingNode;
    }

    /**
     * {@return what it says}
     *
     * @throws ConfigException if it is no text
     */
    public String text() {
        if (node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return scalar.getValue();
        }
        throw wrong("expected one value here");
    }

    /**
     * {@return whether it says {@code true}}
     *
     * @throws ConfigException if it says neither that nor {@code false}
     */
    public boolean flag() {
        return switch (text()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong("expected true or false here, but got '" + text() + "'");
        };
    }

    /**
     * {@return what the text means}
     *
     * @param <T> the type of it
     * @param meaning throws {@code IllegalArgumentException} for a text that means nothing
     * @throws ConfigException if it is no text, or means nothing
     */
    public <T> T as(Function<String, T> meaning) {
        String text = text();
        return checked(() -> meaning.apply(text));
    }

    /**
     * {@return what is made of it}
     *
     * @param <T> the type of that
     * @param maker throws {@code IllegalArgumentException} if nothing can be made of it
     * @throws ConfigException if nothing can be made of it
     */
    public <T> T checked(Supplier<T> maker) {
        try {
            return maker.get();
        } catch (ConfigException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /** {@return whether it is a list} */
    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** {@return its members; itself if it is no list} */
    public List<Setting> list() {
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream()
                        .map(member -> new Setting(file, member))
                        .toList()
                : List.of(this);
    }

    /** {@return the texts of its members, or the only one} */
    public List<String> texts() {
        return list().stream().map(Setting::text).toList();
    }

    /**
     * {@return the named settings, in order}
     *
     * @throws ConfigException if it has none, or one twice
     */
    public Map<String, Setting> fields() {
        if (!(node instanceof MappingNode mapping)) {
            throw wrong("expected names with values here, such as 'port: 8000'");
        }
        Map<String, Setting> fields = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            Setting name = new Setting(file, pair.getKeyNode());
            if (fields.put(name.text(), new Setting(file, pair.getValueNode())) != null) {
                throw name.wrong("'" + name.text() + "' is said twice");
            }
        }
        return fields;
    }

    /**
     * {@return the named settings, in order}
     *
     * @param known the names that mean something here
     * @throws ConfigException if it has none, one twice, or others
     */
    public Map<String, Setting> fields(Set<String> known) {
        Map<String, Setting> fields = fields();
        fields.forEach((name, setting) -> {
            if (!known.contains(name)) {
                throw setting.wrong("'" + name + "' means nothing here; known are " + String.join(", ", sorted(known)));
            }
        });
        return fields;
    }

    /**
     * {@return a named setting}
     *
     * @param name its name
     * @throws ConfigException if there are no names here
     */
    public Optional<Setting> field(String name) {
        return Optional.ofNullable(fields().get(name));
    }

    private static List<String> sorted(Set<String> names) {
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(null);
        return sorted;
    }

    /**
     * {@return the refusal of this setting}
     *
     * @param why what is wrong
     */
    public ConfigException wrong(String why) {
        return new ConfigException(place(), why);
    }

    /** {@return the file and the line in which it stands} */
    public String place() {
        String line =
                node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
        return file + line;
    }
}
