package io.faye.spring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Options that an engine gets from the rest of the application, unless {@code faye.engine-options} says where its store is.
 *
 * @param engine the name of the engine
 * @param options its options
 */
record EngineDefaults(String engine, Map<String, String> options) {

    private static final List<String> ADDRESSES = List.of("url", "host", "port", "sentinels", "cluster");

    EngineDefaults {
        options = Map.copyOf(options);
    }

    /** {@return options for an engine, the given ones before these} */
    Map<String, String> complete(String chosen, Map<String, String> given) {
        if (!chosen.equals(engine) || ADDRESSES.stream().anyMatch(given::containsKey)) {
            return given;
        }
        Map<String, String> all = new HashMap<>(options);
        all.putAll(given);
        return all;
    }
}
