package io.faye.tck.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;

/** The orders in which several clients saw messages, put together: a partial order, unless it has a cycle. */
final class MergedOrder {

    /** From how many messages to look for a short cycle. */
    private static final int TRIES = 200;

    /** One client saw one message, and then the other. */
    record Step(Delivery from, Delivery to) {}

    private final Map<Long, Map<Long, Step>> steps = new LinkedHashMap<>();

    void add(List<Delivery> inbox) {
        for (int i = 1; i < inbox.size(); i++) {
            Step step = new Step(inbox.get(i - 1), inbox.get(i));
            steps.computeIfAbsent(step.from().number(), key -> new HashMap<>())
                    .putIfAbsent(step.to().number(), step);
        }
    }

    /** {@return the steps of a cycle, as few as could be found; none if there is no cycle} */
    List<Step> shortestCycle() {
        Set<Long> cyclic = cyclic();
        List<Step> shortest = List.of();
        int tries = 0;
        for (Long start : cyclic) {
            List<Step> found = cycle(start, cyclic);
            if (!found.isEmpty() && (shortest.isEmpty() || found.size() < shortest.size())) {
                shortest = found;
            }
            if (tries++ == TRIES && !shortest.isEmpty()) {
                break;
            }
        }
        return shortest;
    }

    /** What is left when again and again those are taken away that nothing comes before. */
    private Set<Long> cyclic() {
        Map<Long, Integer> before = new HashMap<>();
        steps.forEach((from, to) -> {
            before.putIfAbsent(from, 0);
            to.keySet().forEach(number -> before.merge(number, 1, Integer::sum));
        });
        Deque<Long> free = new ArrayDeque<>();
        before.forEach((number, count) -> {
            if (count == 0) {
                free.add(number);
            }
        });
        Set<Long> left = new HashSet<>(before.keySet());
        while (!free.isEmpty()) {
            Long first = free.remove();
            left.remove(first);
            for (Long next : steps.getOrDefault(first, Map.of()).keySet()) {
                if (before.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            }
        }
        return left;
    }

    private List<Step> cycle(Long start, Set<Long> among) {
        Map<Long, Step> reachedBy = new HashMap<>();
        Queue<Long> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty() && !reachedBy.containsKey(start)) {
            for (Step step : steps.getOrDefault(next.remove(), Map.of()).values()) {
                Long to = step.to().number();
                if (among.contains(to) && reachedBy.putIfAbsent(to, step) == null) {
                    next.add(to);
                }
            }
        }
        return reachedBy.containsKey(start) ? back(start, reachedBy) : List.of();
    }

    private static List<Step> back(Long start, Map<Long, Step> reachedBy) {
        List<Step> cycle = new ArrayList<>();
        Long at = start;
        do {
            Step step = Objects.requireNonNull(reachedBy.get(at), "Nobody came here");
            cycle.add(0, step);
            at = step.from().number();
        } while (!at.equals(start));
        return cycle;
    }
}
