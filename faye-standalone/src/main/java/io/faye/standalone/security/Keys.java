package io.faye.standalone.security;

import io.faye.standalone.config.Setting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys and tokens of programs and administrators, as a configuration file or files of their own have them. */
public final class Keys {

    private static final String API = "api";
    private static final String KEY = "key";
    private static final String MANAGEMENT = "management";
    private static final String TOKEN = "token";

    /** The names of the parts of a configuration file that have keys. */
    static final Set<String> SECTIONS = Set.of(API, MANAGEMENT);

    private Keys() {}

    /**
     * {@return the key of programs that publish, if a configuration file has one}
     *
     * @param settings the file's settings; others than this one are not looked at
     */
    public static List<String> ofApi(Map<String, Setting> settings) {
        return secret(settings, API, KEY);
    }

    /**
     * {@return the token of administrators, if a configuration file has one}
     *
     * @param settings the file's settings; others than this one are not looked at
     */
    public static List<String> ofManagement(Map<String, Setting> settings) {
        return secret(settings, MANAGEMENT, TOKEN);
    }

    private static List<String> secret(Map<String, Setting> settings, String section, String name) {
        Optional<Setting> found = Optional.ofNullable(settings.get(section));
        if (found.isEmpty()) {
            return List.of();
        }
        found.get().fields(Secrets.names(name));
        return List.of(Secrets.find(found.get(), name)
                .orElseThrow(() -> found.get().wrong("expected " + Secrets.ways(name) + " here")));
    }

    /**
     * {@return the keys in a file, one a line}
     *
     * @param file a file with at least one
     * @throws IllegalArgumentException if it cannot be read, or has none
     */
    public static List<String> in(Path file) {
        List<String> keys = TextFile.read(file.toString(), StandardCharsets.UTF_8)
                .lines()
                .map(Secrets::literal)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("there is no key in the file '" + file + "'");
        }
        return keys;
    }
}
