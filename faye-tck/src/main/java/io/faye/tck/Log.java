package io.faye.tck;

import io.faye.tck.Heard.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Everything that the hosts of a service heard from their engines, in one order. What the kit does for itself (its
 * channels begin with {@code /tck/}) and what is about sessions of others does not show.
 */
final class Log {

    static final String OWN_CHANNELS = "/tck/";

    private final Names names;
    private final List<Heard> heard = new ArrayList<>();

    Log(Names names) {
        this.names = names;
    }

    void add(Heard one) {
        synchronized (heard) {
            heard.add(one);
        }
    }

    void forget() {
        synchronized (heard) {
            heard.clear();
        }
    }

    /** {@return what shows, oldest first} */
    List<Heard> all() {
        List<Heard> copy;
        synchronized (heard) {
            copy = List.copyOf(heard);
        }
        return copy.stream().filter(this::shows).toList();
    }

    private boolean shows(Heard one) {
        boolean foreign = one.client() != null && !names.knows(one.client());
        return !foreign && (one.channel() == null || !one.channel().startsWith(OWN_CHANNELS));
    }

    List<Heard> all(Predicate<Heard> which) {
        return all().stream().filter(which).toList();
    }

    int count(Kind kind, Client client) {
        return all(one -> one.is(kind, client)).size();
    }

    List<String> lines(Predicate<Heard> which) {
        return all().stream().filter(which).map(one -> one.text(names)).toList();
    }

    /** {@return all as it is best for people: with time and process} */
    List<String> story() {
        return all().stream()
                .map(one -> one.at().toMillis() + " ms, process " + one.process() + ": " + one.text(names))
                .toList();
    }

    /** {@return the five monitoring events} */
    List<String> events() {
        return lines(one -> one.kind().isEvent());
    }

    /** {@return the five monitoring events in one process} */
    List<String> events(int process) {
        return lines(one -> one.kind().isEvent() && one.process() == process);
    }

    /** Expects these monitoring events and no others since the log was forgotten, in this order. */
    void reports(String... events) {
        Check.equal("The monitoring events", List.of(events), events());
    }
}
