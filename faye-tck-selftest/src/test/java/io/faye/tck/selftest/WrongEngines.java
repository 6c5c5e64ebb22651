package io.faye.tck.selftest;

import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.Candidate;
import io.faye.tck.selftest.court.Judged;
import io.faye.tck.selftest.shared.WrongSharing;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All engines that are wrong on purpose. */
final class WrongEngines {

    private static final List<Class<?>> TOPICS = List.of(
            WrongClients.class,
            WrongIds.class,
            WrongAttributes.class,
            WrongPages.class,
            WrongLimits.class,
            WrongAttachments.class,
            WrongEnds.class,
            WrongNotes.class,
            WrongSubscriptions.class,
            WrongDelivery.class,
            WrongOrder.class,
            WrongPublishing.class,
            WrongMessages.class,
            WrongNames.class,
            WrongSizes.class,
            WrongQueues.class,
            WrongModels.class,
            WrongWakeUps.class,
            WrongExpiry.class,
            WrongThreads.class,
            WrongHealth.class,
            WrongClosing.class);

    private WrongEngines() {}

    static Stream<Candidate> all() {
        return Stream.concat(alone(), WrongSharing.all());
    }

    /** {@return those of one process, in the order of their topics} */
    static Stream<Candidate> alone() {
        return TOPICS.stream().flatMap(WrongEngines::in);
    }

    private static Stream<Candidate> in(Class<?> topic) {
        return Arrays.stream(topic.getDeclaredClasses())
                .filter(type -> type.isAnnotationPresent(Breaks.class))
                .sorted(Comparator.comparing(Class::getSimpleName))
                .map(type -> candidate(type.asSubclass(Subject.class)));
    }

    private static Candidate candidate(Class<? extends Subject> type) {
        return new Candidate(type, List.of(Judged.Alone.class), () -> () -> new SubjectProvider(type));
    }

    /** {@return an engine that is right} */
    static Candidate right(Class<? extends Subject> type) {
        return new Candidate(type, List.of(Judged.AtLeisure.class), () -> () -> new SubjectProvider(type));
    }
}
