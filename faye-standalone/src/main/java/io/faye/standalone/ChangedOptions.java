package io.faye.standalone;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Finds the options that have changed and hold only after a new start. */
final class ChangedOptions {

    /** A running server takes these over; also everything that the file says beside options. */
    static final Set<String> RELOADED = Set.of(
            "--config",
            "--log-level",
            "--max-connections",
            "--max-connections-per-address",
            "--max-handshakes-per-second",
            "--max-sessions-per-address",
            "--management-token-file",
            "--api-key-file");

    private static final String CONSOLE = "console";

    private ChangedOptions() {}

    /** {@return their names without the dashes, sorted} */
    static List<String> between(ServeOptions before, ServeOptions after) {
        Map<String, List<String>> old = before.given();
        Map<String, List<String>> now = after.given();
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        names.removeAll(RELOADED);
        names.removeIf(name -> Objects.equals(old.get(name), now.get(name)));
        Set<String> changed = new TreeSet<>();
        names.forEach(name -> changed.add(name.substring("--".length())));
        if (before.console() != after.console() && changed.stream().noneMatch(name -> name.contains(CONSOLE))) {
            changed.add(CONSOLE);
        }
        return List.copyOf(changed);
    }
}
