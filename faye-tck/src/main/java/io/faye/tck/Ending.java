package io.faye.tck;

import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is heard of a session that ends, whatever ended it. */
final class Ending {

    private Ending() {}

    /** Waits until the session is over, and expects its end to be told once, in the right order. */
    static void expect(Client client, String... patterns) {
        Log log = client.host().service().log();
        client.host()
                .service()
                .patience()
                .until("the host was told that the session of " + client + " is over", () -> isOver(log, client));
        List<String> heard = log.about(client);
        int end = heard.size() - patterns.length - 2;
        Check.that(
                end >= 0,
                "The end of " + client + ": one unsubscribe for each of " + Arrays.toString(patterns)
                        + ", disconnect, closed were expected, but got " + heard);
        List<String> expected = events(client, patterns);
        expected.add("closed " + client);
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

    private static boolean isOver(Log log, Client client) {
        return log.count(Kind.CLOSED, client) > 0;
    }

    /** {@return the same with the first few in order: which subscription ends first does not matter} */
    static List<String> sorted(List<String> lines, int first) {
        List<String> sorted = new ArrayList<>(lines.subList(0, first));
        sorted.sort(null);
        sorted.addAll(lines.subList(first, lines.size()));
        return sorted;
    }
}
