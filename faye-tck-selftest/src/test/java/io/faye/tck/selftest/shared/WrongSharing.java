package io.faye.tck.selftest.shared;

import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.tck.Backend;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.Candidate;
import io.faye.tck.selftest.court.Judged;
import io.faye.tck.selftest.court.Stand;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All engines of several processes that are wrong on purpose: some in each process, others in the store. */
public final class WrongSharing {

    private static final List<Class<?>> TOPICS =
            List.of(WrongProcesses.class, WrongMoves.class, WrongStores.class, WrongCounting.class, WrongOutages.class);

    private WrongSharing() {}

    /** {@return those that are wrong} */
    public static Stream<Candidate> all() {
        return TOPICS.stream()
                .flatMap(topic -> Arrays.stream(topic.getDeclaredClasses())
                        .filter(type -> type.isAnnotationPresent(Breaks.class))
                        .sorted(Comparator.comparing(Class::getSimpleName)))
                .map(WrongSharing::candidate);
    }

    /** {@return the one that is right} */
    public static Candidate right() {
        return candidate(SharedEngineProvider.class);
    }

    private static Candidate candidate(Class<?> type) {
        return new Candidate(
                type,
                List.of(Judged.Shared.class, Judged.Faulty.class),
                () -> new SharedStand(provider(type), store(type)));
    }

    private static EngineProvider provider(Class<?> type) {
        return EngineProvider.class.isAssignableFrom(type)
                ? make(type.asSubclass(EngineProvider.class))
                : new SharedEngineProvider();
    }

    private static MemoryStore store(Class<?> type) {
        return MemoryStore.class.isAssignableFrom(type) ? make(type.asSubclass(MemoryStore.class)) : new MemoryStore();
    }

    private static <T> T make(Class<T> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Expected a constructor without arguments in " + type, e);
        }
    }

    private record SharedStand(EngineProvider provider, StoreServer store) implements Stand {

        SharedStand(EngineProvider provider, MemoryStore store) {
            this(provider, new StoreServer(store));
        }

        @Override
        public EngineOptions options() {
            return EngineOptions.of("store", store.name());
        }

        @Override
        public Backend backend() {
            return store.outages();
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
