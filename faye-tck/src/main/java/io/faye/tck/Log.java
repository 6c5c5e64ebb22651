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
    private int forgotten;

    Log(Names names) {
        this.names = names;
    }

    void add(Heard one) {
        synchronized (heard) {
            heard.add(one);
        }
    }

    /** Hides what has come until now from all but the {@link #history}. */
    void forget() {
        synchronized (heard) {
            forgotten = heard.size();
        }
    }

    /** {@return all that shows, oldest first, also what was forgotten} */
    List<Heard> history() {
        return copy(0).stream().filter(this::shows).toList();
    }

    /** {@return what shows and was not forgotten, oldest first} */
    List<Heard> all() {
        int from;
        synchronized (heard) {
            from = forgotten;
        }
        return copy(from).stream().filter(this::shows).toList();
    }

    private List<Heard> copy(int from) {
        synchronized (heard) {
            return List.copyOf(heard.subList(from, heard.size()));
        }
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

    /** {@return the history as it is best for people: with time and process} */
    List<String> story() {
        return history().stream()
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

    /** {@return the five monitoring events about a client, and that its session is over} */
    List<String> about(Client client) {
        return lines(one -> (one.kind().isEvent() || one.kind() == Kind.ENDED)
                && client.id().equals(one.client()));
    }

    /** Expects these monitoring events and no others since the log was forgotten, in this order. */
    void reports(String... events) {
        Check.equal("The monitoring events", List.of(events), events());
    }
}
