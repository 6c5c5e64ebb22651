package io.faye.engine.redis.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The data of a simulated Redis: the kinds of values that the engine uses, by key. */
final class RedisStore {

    private final Map<String, Map<String, String>> hashes = new HashMap<>();
    private final Map<String, NavigableSet<String>> sets = new HashMap<>();
    private final Map<String, Map<String, Double>> sortedSets = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, RedisStream> streams = new HashMap<>();
    private final Map<String, Long> expiries = new HashMap<>();

    RedisStore copy() {
        RedisStore copy = new RedisStore();
        hashes.forEach((key, hash) -> copy.hashes.put(key, new TreeMap<>(hash)));
        sets.forEach((key, set) -> copy.sets.put(key, new TreeSet<>(set)));
        sortedSets.forEach((key, set) -> copy.sortedSets.put(key, new TreeMap<>(set)));
        copy.texts.putAll(texts);
        streams.forEach((key, stream) -> copy.streams.put(key, stream.copy()));
        copy.expiries.putAll(expiries);
        return copy;
    }

    private Stream<Map<String, ?>> all() {
        return Stream.of(hashes, sets, sortedSets, texts, streams);
    }

    boolean exists(String key) {
        return all().anyMatch(each -> each.containsKey(key));
    }

    boolean delete(String key) {
        boolean existed = exists(key);
        all().forEach(each -> each.remove(key));
        expiries.remove(key);
        return existed;
    }

    void expire(String key, long atMillis) {
        expiries.put(key, atMillis);
    }

    void deleteExpired(long nowMillis) {
        expiries.entrySet().stream()
                .filter(each -> each.getValue() <= nowMillis)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::delete);
    }

    /** Redis keeps no empty collections. */
    void dropEmpty(String key) {
        if (hashes.getOrDefault(key, Map.of("", "")).isEmpty()
                || sortedSets.getOrDefault(key, Map.of("", 0.0)).isEmpty()
                || sets.containsKey(key) && sets.get(key).isEmpty()) {
            delete(key);
        }
    }

    Map<String, String> hash(String key) {
        return hashes.computeIfAbsent(key, same -> new TreeMap<>());
    }

    NavigableSet<String> set(String key) {
        return sets.computeIfAbsent(key, same -> new TreeSet<>());
    }

    Map<String, Double> sortedSet(String key) {
        return sortedSets.computeIfAbsent(key, same -> new TreeMap<>());
    }

    RedisStream stream(String key) {
        return streams.computeIfAbsent(key, same -> new RedisStream());
    }

    boolean hasStream(String key) {
        return streams.containsKey(key);
    }

    void text(String key, String value) {
        delete(key);
        texts.put(key, value);
    }
}
