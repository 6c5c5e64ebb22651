package io.faye.tck.history;

import io.faye.engine.Change;
import java.util.List;

/** The periods in which a client had a subscription, as far as calls and results show. */
final class SubscriptionPeriods {

    private final List<Call> begun;
    private final GreatestBefore subscribed;
    private final GreatestBefore subscribing;
    private final GreatestBefore unsubscribed;
    private final GreatestBefore unsubscribing;

    /** @param subscribes of one client, to one pattern; like the unsubscribes, answered in whatever way */
    SubscriptionPeriods(List<Call> subscribes, List<Call> unsubscribes) {
        begun = known(subscribes);
        List<Call> gone = known(unsubscribes);
        List<Call> changed =
                gone.stream().filter(SubscriptionPeriods::hasPerhapsChanged).toList();
        subscribed = new GreatestBefore(done(begun), Call::end, Call::begin);
        subscribing = new GreatestBefore(begun, Call::begin, Call::end);
        unsubscribed = new GreatestBefore(done(gone), Call::end, Call::begin);
        unsubscribing = new GreatestBefore(changed, Call::begin, Call::end);
    }

    private static List<Call> known(List<Call> calls) {
        return calls.stream().filter(Call::foundClient).toList();
    }

    private static List<Call> done(List<Call> calls) {
        return calls.stream().filter(call -> !call.hasFailed()).toList();
    }

    /** What has failed was done perhaps. */
    private static boolean hasPerhapsChanged(Call call) {
        return call.hasFailed() || call.isAnswered(Change.CHANGED);
    }

    /** {@return whether the subscription was in effect from before a call until after it} */
    boolean surelyDuring(Call call) {
        return isSafe(subscribed.before(call.begin()), call);
    }

    private boolean isSafe(long subscribe, Call call) {
        return subscribe != GreatestBefore.NONE && unsubscribing.before(call.end()) < subscribe;
    }

    /** {@return whether the subscription can have been in effect at some moment of a call} */
    boolean possiblyDuring(Call call) {
        long subscribe = subscribing.before(call.end());
        return subscribe != GreatestBefore.NONE && unsubscribed.before(call.begin()) <= subscribe;
    }

    /** {@return whether the subscription can have been in effect when a subscribe was answered UNCHANGED} */
    boolean wasPossiblyHeld(Call unchanged) {
        return begun.stream()
                .filter(call -> hasPerhapsChanged(call) && call.begin() < unchanged.end())
                .anyMatch(call -> unsubscribed.before(unchanged.begin()) <= call.end());
    }
}
