package io.faye.tck;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares, and says in a sentence what was expected and what was there instead. */
final class Check {

    private static final int LONG = 20;

    private Check() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    static void equal(String what, @Nullable Object expected, @Nullable Object actual) {
        that(
                expected == null ? actual == null : expected.equals(actual),
                what + ": expected " + expected + ", but got " + actual);
    }

    /** Of long lists shows where they part. */
    static void equal(String what, List<?> expected, List<?> actual) {
        if (expected.equals(actual)) {
            return;
        }
        if (Math.max(expected.size(), actual.size()) <= LONG) {
            throw new AssertionError(what + ": expected " + expected + ", but got " + actual);
        }
        int same = 0;
        while (same < Math.min(expected.size(), actual.size())
                && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        throw new AssertionError(what + ": expected " + expected.size() + ", got " + actual.size() + "; the first "
                + same + " are right, then expected " + around(expected, same) + ", but got " + around(actual, same));
    }

    private static List<?> around(List<?> list, int at) {
        return list.subList(Math.min(at, list.size()), Math.min(at + 5, list.size()));
    }

    static void sameInAnyOrder(String what, Collection<?> expected, Collection<?> actual) {
        Set<Object> missing = new HashSet<>(expected);
        missing.removeAll(new HashSet<>(actual));
        Set<Object> more = new HashSet<>(actual);
        more.removeAll(new HashSet<>(expected));
        that(
                missing.isEmpty() && more.isEmpty() && expected.size() == actual.size(),
                what + ": expected " + expected.size() + ", got " + actual.size() + "; missing " + some(missing)
                        + ", not expected " + some(more) + (expected.size() < actual.size() ? ", some twice" : ""));
    }

    private static List<?> some(Set<?> set) {
        return set.stream().limit(LONG).toList();
    }
}
