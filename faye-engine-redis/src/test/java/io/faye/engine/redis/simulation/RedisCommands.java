package io.faye.engine.redis.simulation;

import io.faye.engine.redis.log.LogId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.LongSupplier;

/** The commands of Redis that the engine and its scripts use, with the arguments that they use. */
final class RedisCommands {

    /** Redis refuses a command. */
    static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        RefusedException(String reason) {
            super(reason);
        }
    }

    private final LongSupplier clock;
    private RedisStore store = new RedisStore();
    private String history = "";
    private long entries;

    RedisCommands(LongSupplier clock) {
        this.clock = clock;
    }

    RedisStore store() {
        return store;
    }

    /** Begins with other data, under another history. */
    void restart(RedisStore data, String name) {
        store = data;
        history = name;
        entries++;
    }

    String history() {
        return history;
    }

    /** {@return grows whenever there may be something new in a stream} */
    long changes() {
        return entries;
    }

    /** {@return a number, a text, a list of these, or null} */
    Object execute(String name, List<String> words) {
        store.deleteExpired(clock.getAsLong());
        Object reply = run(name, words);
        if (!words.isEmpty()) {
            store.dropEmpty(words.get(0));
        }
        return reply;
    }

    private Object run(String name, List<String> words) {
        String key = words.isEmpty() ? "" : words.get(0);
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        if (name.startsWith("X")) {
            return stream(name, key, rest);
        }
        if (name.startsWith("H")) {
            return hash(name, store.hash(key), rest);
        }
        if (name.startsWith("Z")) {
            return sortedSet(name, store.sortedSet(key), rest);
        }
        return switch (name) {
            case "TIME" -> List.of(String.valueOf(clock.getAsLong() / 1000), clock.getAsLong() % 1000 + "000");
            case "INFO" -> info();
            case "MEMORY" -> 1_000L;
            case "SCRIPT" -> "loaded";
            case "EXISTS" -> store.exists(key) ? 1L : 0L;
            case "DEL" -> words.stream().filter(store::delete).count();
            case "PEXPIRE" -> expire(key, Long.parseLong(rest.get(0)));
            case "SET" -> set(key, rest);
            default -> members(name, store.set(key), rest);
        };
    }

    private String info() {
        return "redis_version:7.0.15\r\nmaxmemory_policy:noeviction\r\nrole:master\r\nmaster_replid:" + history
                + "\r\nused_memory:1000\r\nmem_not_counted_for_evict:0\r\nmaxmemory:0\r\n";
    }

    private Object expire(String key, long millis) {
        if (!store.exists(key)) {
            return 0L;
        }
        store.expire(key, clock.getAsLong() + millis);
        return 1L;
    }

    /** With {@code PX}. */
    private Object set(String key, List<String> words) {
        store.text(key, words.get(0));
        store.expire(key, clock.getAsLong() + Long.parseLong(words.get(2)));
        return "OK";
    }

    private static Object members(String name, NavigableSet<String> set, List<String> words) {
        return switch (name) {
            case "SADD" -> set.add(words.get(0)) ? 1L : 0L;
            case "SREM" -> set.remove(words.get(0)) ? 1L : 0L;
            case "SCARD" -> (long) set.size();
            case "SMEMBERS" -> List.copyOf(set);
            default -> throw new RefusedException("ERR unknown command '" + name + "' in the simulation");
        };
    }

    private static Object hash(String name, Map<String, String> hash, List<String> words) {
        return switch (name) {
            case "HGET" -> hash.get(words.get(0));
            case "HMGET" -> {
                List<Object> values = new ArrayList<>();
                words.forEach(field -> values.add(hash.get(field)));
                yield values;
            }
            case "HGETALL" -> {
                List<Object> all = new ArrayList<>();
                hash.forEach((field, value) -> all.addAll(List.of(field, value)));
                yield all;
            }
            case "HSET" -> {
                for (int i = 0; i < words.size(); i += 2) {
                    hash.put(words.get(i), words.get(i + 1));
                }
                yield words.size() / 2L;
            }
            case "HDEL" ->
                words.stream().filter(field -> hash.remove(field) != null).count();
            case "HINCRBY" ->
                Long.parseLong(hash.merge(
                        words.get(0),
                        words.get(1),
                        (value, by) -> String.valueOf(Long.parseLong(value) + Long.parseLong(by))));
            default -> throw new RefusedException("ERR unknown command '" + name + "' in the simulation");
        };
    }

    private static Object sortedSet(String name, Map<String, Double> set, List<String> words) {
        return switch (name) {
            case "ZADD" -> set.put(words.get(1), Double.valueOf(words.get(0))) == null ? 1L : 0L;
            case "ZREM" -> set.remove(words.get(0)) != null ? 1L : 0L;
            case "ZCARD" -> (long) set.size();
            case "ZSCORE" -> set.containsKey(words.get(0)) ? String.valueOf(set.get(words.get(0))) : null;
            case "ZRANGE" -> List.copyOf(set.keySet());
            case "ZREMRANGEBYSCORE" -> {
                int before = set.size();
                set.values().removeIf(score -> score <= Double.parseDouble(words.get(1)));
                yield (long) (before - set.size());
            }
            case "ZRANGEBYSCORE" -> {
                double below = Double.parseDouble(words.get(1).substring(1));
                yield set.entrySet().stream()
                        .filter(each -> each.getValue() < below)
                        .sorted(Map.Entry.comparingByValue())
                        .limit(Long.parseLong(words.get(4)))
                        .map(Map.Entry::getKey)
                        .toList();
            }
            default -> throw new RefusedException("ERR unknown command '" + name + "' in the simulation");
        };
    }

    private Object stream(String name, String key, List<String> words) {
        return switch (name) {
            case "XADD" -> {
                entries++;
                yield store.stream(key)
                        .add(clock.getAsLong(), words.subList(1, words.size()))
                        .toString();
            }
            case "XREAD" -> readNew(words);
            case "XINFO" -> {
                if (!store.hasStream(words.get(0))) {
                    throw new RefusedException("ERR no such key");
                }
                yield store.stream(words.get(0)).describe();
            }
            default -> store.hasStream(key) ? existing(name, store.stream(key), words) : nothing(name);
        };
    }

    private static Object nothing(String name) {
        return name.equals("XLEN") || name.equals("XTRIM") ? 0L : List.of();
    }

    private static Object existing(String name, RedisStream stream, List<String> words) {
        int most = words.size() > 3 ? Integer.parseInt(words.get(3)) : Integer.MAX_VALUE;
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        return switch (name) {
            case "XLEN" -> (long) stream.length();
            case "XRANGE" -> stream.range(words.get(0), words.get(1), most);
            case "XREVRANGE" -> stream.backwards(words.get(0), words.get(1), most);
            case "XTRIM" -> {
                int before = stream.length();
                if (words.get(0).equals("MINID")) {
                    stream.trimBefore(last);
                } else {
                    stream.trimTo(Long.parseLong(last));
                }
                yield (long) (before - stream.length());
            }
            default -> throw new RefusedException("ERR unknown command '" + name + "' in the simulation");
        };
    }

    /** Does not block: the caller asks again. */
    private Object readNew(List<String> words) {
        int streams = words.indexOf("STREAMS");
        int count = words.indexOf("COUNT");
        String key = words.get(streams + 1);
        int most = count < 0 ? Integer.parseInt(words.get(0)) : Integer.parseInt(words.get(count + 1));
        if (!store.hasStream(key)) {
            return null;
        }
        List<Object> found = store.stream(key).after(LogId.parse(words.get(streams + 2)), most);
        return found.isEmpty() ? null : List.of(List.of(key, found));
    }
}
