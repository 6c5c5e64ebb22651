package io.faye.tck;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares, and says in a sentence what was expected and what was there instead. */
final class Check {

    private static final int LONG = 20;
    private static final int LONG_TEXT = 500;
    private static final int AROUND = 60;

    private Check() {}

    static void that(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    static void equal(String what, @Nullable Object expected, @Nullable Object actual) {
        if (expected == null ? actual != null : !expected.equals(actual)) {
            throw new AssertionError(what + ": " + difference(String.valueOf(expected), String.valueOf(actual)));
        }
    }

    /** Of long texts shows where they part. */
    private static String difference(String expected, String actual) {
        if (Math.max(expected.length(), actual.length()) <= LONG_TEXT) {
            return "expected " + expected + ", but got " + actual;
        }
        int same = 0;
        while (same < Math.min(expected.length(), actual.length()) && expected.charAt(same) == actual.charAt(same)) {
            same++;
        }
        return "expected " + expected.length() + " characters, got " + actual.length() + "; the first " + same
                + " are right, then expected " + around(expected, same) + ", but got " + around(actual, same);
    }

    private static String around(String text, int at) {
        int begin = Math.max(0, at - AROUND);
        int end = Math.min(text.length(), at + AROUND);
        return (begin > 0 ? "..." : "") + text.substring(begin, end) + (end < text.length() ? "..." : "");
    }

    /** Of long lists shows where they part. */
    static void equal(String what, List<?> expected, List<?> actual) {
        if (expected.equals(actual)) {
            return;
        }
        if (Math.max(expected.size(), actual.size()) <= LONG) {
            throw new AssertionError(what + ": " + difference(String.valueOf(expected), String.valueOf(actual)));
        }
        int same = 0;
        while (same < Math.min(expected.size(), actual.size())
                && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        throw new AssertionError(what + ": expected " + expected.size() + ", got " + actual.size() + "; the first "
                + same + " are right, then expected " + around(expected, same) + ", but got " + around(actual, same));
    }

    private static List<String> around(List<?> list, int at) {
        return list.subList(Math.min(at, list.size()), Math.min(at + 5, list.size())).stream()
                .map(Check::shortened)
                .toList();
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.length() <= LONG_TEXT ? text : around(text, 0) + " (" + text.length() + " characters)";
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

    private static List<String> some(Set<?> set) {
        return set.stream().limit(LONG).map(Check::shortened).toList();
    }
}
