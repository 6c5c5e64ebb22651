package io.faye.tck.selftest;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All engines that are wrong on purpose. */
final class WrongEngines {

    private static final List<Class<?>> TOPICS = List.of(
            WrongClients.class,
            WrongAttributes.class,
            WrongPages.class,
            WrongSubscriptions.class,
            WrongDelivery.class,
            WrongOrder.class,
            WrongPublishing.class,
            WrongMessages.class,
            WrongQueues.class,
            WrongWakeUps.class,
            WrongExpiry.class,
            WrongListening.class,
            WrongThreads.class,
            WrongClosing.class);

    private WrongEngines() {}

    /** {@return those that a name begins with, in the order of their topics; of all if the name is empty} */
    static Stream<Candidate> named(String name) {
        return TOPICS.stream()
                .flatMap(WrongEngines::in)
                .filter(candidate -> candidate.toString().startsWith(name));
    }

    private static Stream<Candidate> in(Class<?> topic) {
        return Arrays.stream(topic.getDeclaredClasses())
                .filter(type -> type.isAnnotationPresent(Breaks.class))
                .sorted(Comparator.comparing(Class::getSimpleName))
                .map(type -> Candidate.of(type.asSubclass(Subject.class)));
    }
}
