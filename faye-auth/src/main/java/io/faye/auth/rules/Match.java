package io.faye.auth.rules;

/** For how many channels of a request a condition holds; with a wildcard it may hold for some of them only. */
enum Match {
    NONE,
    PARTIAL,
    FULL;

    static Match of(boolean holds) {
        return holds ? FULL : NONE;
    }

    Match and(Match other) {
        return compareTo(other) < 0 ? this : other;
    }

    Match or(Match other) {
        return compareTo(other) > 0 ? this : other;
    }

    Match not() {
        return this == PARTIAL ? PARTIAL : of(this == NONE);
    }
}
