package io.faye.tck;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the order that the listener's contract promises: begin, changes that alternate, all unsubscribed, end. */
final class Story {

    private final Names names;
    private final Map<String, Set<String>> held = new HashMap<>();

    private Story(Names names) {
        this.names = names;
    }

    /** Checks all that the service's only process heard. */
    static void check(Service service) {
        Story story = new Story(service.names());
        service.log().history().forEach(story::next);
    }

    private void next(Heard heard) {
        boolean right =
                switch (heard.kind()) {
                    case HANDSHAKE -> held.put(key(heard), new HashSet<>()) == null;
                    case SUBSCRIBE -> subscriptions(heard).add(String.valueOf(heard.channel()));
                    case UNSUBSCRIBE -> subscriptions(heard).remove(String.valueOf(heard.channel()));
                    case PUBLISH -> heard.client() == null || held.containsKey(key(heard));
                    case DISCONNECT -> ends(held.remove(key(heard)));
                    case AVAILABLE, MOVED, ENDED, CLIENT_ENDED -> true;
                };
        Check.that(
                right, "The event '" + heard.text(names) + "' came in the wrong order: " + expectation(heard.kind()));
    }

    private static String expectation(Heard.Kind kind) {
        return switch (kind) {
            case HANDSHAKE -> "expected one handshake for each session";
            case SUBSCRIBE -> "expected no subscription to this pattern before it";
            case UNSUBSCRIBE -> "expected a subscription to this pattern before it";
            case PUBLISH -> "expected no publisher ('-') before its handshake or after its disconnect";
            case DISCONNECT ->
                "expected one disconnect after the handshake and after an unsubscribe for each subscription";
            case AVAILABLE, MOVED, ENDED, CLIENT_ENDED -> "expected no order";
        };
    }

    private String key(Heard heard) {
        Check.that(heard.client() != null, "'" + heard.text(names) + "' names no client");
        return String.valueOf(heard.client());
    }

    private Set<String> subscriptions(Heard heard) {
        Set<String> subscriptions = held.get(key(heard));
        if (subscriptions == null) {
            throw new AssertionError(
                    "The event '" + heard.text(names) + "' came before the handshake or after the disconnect");
        }
        return subscriptions;
    }

    private static boolean ends(@Nullable Set<String> subscriptions) {
        return subscriptions != null && subscriptions.isEmpty();
    }
}
