package io.faye.auth;

/** Whether a condition holds; under a wildcard it may hold for some channels and not for others. */
enum Answer {
    NO,
    DEPENDS,
    YES;

    static Answer of(boolean holds) {
        return holds ? YES : NO;
    }

    Answer and(Answer other) {
        return compareTo(other) < 0 ? this : other;
    }

    Answer or(Answer other) {
        return compareTo(other) > 0 ? this : other;
    }

    Answer not() {
        return this == DEPENDS ? DEPENDS : of(this == NO);
    }
}
