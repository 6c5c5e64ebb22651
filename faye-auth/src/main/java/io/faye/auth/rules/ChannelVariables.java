package io.faye.auth.rules;

import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the variables of a template stand for in a channel; looked up there, because each rule asks for few of them. */
final class ChannelVariables extends AbstractMap<String, String> {

    private final Map<String, Integer> positions;
    private final List<String> segments;

    ChannelVariables(Map<String, Integer> positions, List<String> segments) {
        this.positions = positions;
        this.segments = segments;
    }

    @Override
    public @Nullable String get(Object name) {
        Integer at = positions.get(name);
        return at == null ? null : segments.get(at);
    }

    @Override
    public boolean containsKey(Object name) {
        return positions.containsKey(name);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return positions.entrySet().stream()
                .map(position -> Map.entry(position.getKey(), segments.get(position.getValue())))
                .collect(Collectors.toUnmodifiableSet());
    }
}
