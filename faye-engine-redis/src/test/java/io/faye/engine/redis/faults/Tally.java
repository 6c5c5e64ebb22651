package io.faye.engine.redis.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a publisher was told, against what a subscriber got.
 *
 * @param accepted how many messages publishers were told to be queued
 * @param refused how many were refused or in doubt
 * @param received how many came
 * @param lost which were accepted and did not come
 * @param twice which came more than once
 * @param late which came after one that was published later
 */
record Tally(int accepted, int refused, int received, List<Integer> lost, List<Integer> twice, List<Integer> late) {

    private static final Logger LOG = LoggerFactory.getLogger(Tally.class);

    /** Stops the flood, and waits until the subscriber has all of it or has ended. */
    static List<Tally> of(String what, Flood flood, Collection<Subscriber> subscribers) {
        int last = flood.stop();
        List<Tally> tallies = new ArrayList<>();
        for (Subscriber subscriber : subscribers) {
            Await.until(
                    () -> subscriber + " received the last message, " + last + "; it has "
                            + subscriber.got(flood.channel()).size() + " of "
                            + flood.accepted().size(),
                    () -> subscriber.hasEnded() || subscriber.hasGot(flood.channel(), last));
            tallies.add(of(flood, subscriber));
        }
        List<Tally> inexact = tallies.stream().filter(tally -> !tally.isExact()).toList();
        LOG.info(
                "{}: {} subscribers, {} of them inexactly; such as {}",
                what,
                tallies.size(),
                inexact.size(),
                inexact.isEmpty() ? tallies.get(0) : inexact.get(0));
        return tallies;
    }

    static Tally of(Flood flood, Subscriber subscriber) {
        List<Integer> got = subscriber.got(flood.channel());
        List<Integer> lost = new ArrayList<>(flood.accepted());
        lost.removeAll(new HashSet<>(got));
        Set<Integer> twice = new TreeSet<>();
        List<Integer> late = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        int highest = 0;
        for (int number : got) {
            if (!seen.add(number)) {
                twice.add(number);
            } else if (number < highest) {
                late.add(number);
            }
            highest = Math.max(highest, number);
        }
        return new Tally(flood.accepted().size(), flood.refused(), got.size(), lost, List.copyOf(twice), late);
    }

    boolean isExact() {
        return lost.isEmpty() && twice.isEmpty() && late.isEmpty();
    }

    /** Expects that each message that was accepted has come once, in order. */
    static void exact(String what, Flood flood, Collection<Subscriber> subscribers) {
        for (Tally tally : of(what, flood, subscribers)) {
            if (!tally.isExact()) {
                throw new AssertionError(what + ": expected each accepted message once and in order, but " + tally);
            }
        }
        for (Subscriber subscriber : subscribers) {
            if (subscriber.hasEnded()) {
                throw new AssertionError(what + ": " + subscriber + " though nothing should end it");
            }
        }
    }

    @Override
    public String toString() {
        return accepted + " accepted, " + refused + " refused or in doubt, " + received + " received, lost " + lost
                + ", twice " + twice + ", late " + late;
    }
}
