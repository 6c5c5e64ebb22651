package io.faye.tck;

import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The events of the end of a session, for all causes of an end. */
final class SessionEnds {

    private SessionEnds() {}

    /** Waits until the session is over, and expects its end to be told once, in the right order. */
    static void expect(Client client, String... patterns) {
        Log log = client.host().service().log();
        BoundedWait patience = client.host().service().patience();
        patience.until(
                "the end of the session of " + client + " is reported", () -> log.count(Kind.DISCONNECT, client) > 0);
        int told = isAttached(client) ? 1 : 0;
        patience.until(
                "the listener of " + client + " is told of the end", () -> log.count(Kind.ENDED, client) >= told);
        List<String> heard = log.about(client);
        int end = heard.size() - patterns.length - 1 - told;
        Check.that(
                end >= 0,
                "The end of " + client + ": one unsubscribe for each of " + Arrays.toString(patterns) + ", disconnect"
                        + (told > 0 ? ", ended" : "") + " were expected, but got " + heard);
        List<String> expected = events(client, patterns);
        if (told > 0) {
            expected.add("ended " + client);
        }
        Check.equal("The end of " + client, expected, sorted(heard.subList(end, heard.size()), patterns.length));
        Check.equal("How often " + client + " was disconnected", 1, log.count(Kind.DISCONNECT, client));
    }

    /** {@return the events of an end, if they were sorted} */
    static List<String> events(Client client, String... patterns) {
        List<String> events = new ArrayList<>();
        Arrays.stream(patterns).sorted().forEach(pattern -> events.add("unsubscribe " + client + " " + pattern));
        events.add("disconnect " + client);
        return events;
    }

    /** Expects the same, and that the engine itself said so, once, with these subscriptions. */
    static void expectByItself(Client client, String... patterns) {
        expect(client, patterns);
        Check.equal(
                "The calls of clientEnded for " + client,
                List.of(Arrays.stream(patterns).sorted().collect(Collectors.joining(" "))),
                client.host().service().log().all(heard -> heard.is(Kind.CLIENT_ENDED, client)).stream()
                        .map(heard -> String.valueOf(heard.data()))
                        .toList());
    }

    /** {@return whether the newest attachment that there was in this process was not released} */
    private static boolean isAttached(Client client) {
        List<Handle> attached = client.host().handles(client.id()).stream()
                .filter(Handle::isAttached)
                .toList();
        return !attached.isEmpty() && attached.get(attached.size() - 1).isHeld();
    }

    /** {@return the same with the first few in order: which subscription ends first does not matter} */
    static List<String> sorted(List<String> lines, int first) {
        List<String> sorted = new ArrayList<>(lines.subList(0, first));
        sorted.sort(null);
        sorted.addAll(lines.subList(first, lines.size()));
        return sorted;
    }
}
