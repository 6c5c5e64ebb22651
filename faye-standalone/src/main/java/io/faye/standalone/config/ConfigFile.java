package io.faye.standalone.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads a file of settings, in YAML 1.2. */
public final class ConfigFile {

    private ConfigFile() {}

    /**
     * {@return what a file says}
     *
     * @param file the file, in UTF-8
     * @throws ConfigException if it cannot be read, is no YAML, or says nothing
     */
    public static Setting read(Path file) {
        String name = file.toString();
        try {
            return parse(name, Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ConfigException(name, "cannot be read as text: " + e);
        }
    }

    private static Setting parse(String name, String text) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(name).build();
            Optional<Node> root =
                    new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text))).getSingleNode();
            return new Setting(name, root.orElseThrow(() -> new ConfigException(name, "says nothing")));
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new ConfigException(name + line, e.getProblem());
        } catch (YamlEngineException e) {
            throw new ConfigException(name, String.valueOf(e.getMessage()));
        }
    }
}
