package io.faye.engine.redis.simulation;

/** What stands still or dies as a whole: a process, or Redis. */
final class Machine {

    private final String name;
    private long frozenUntil;
    private boolean dead;

    Machine(String name) {
        this.name = name;
    }

    long frozenUntil() {
        return frozenUntil;
    }

    void freezeUntil(long millis) {
        frozenUntil = millis;
    }

    boolean isDead() {
        return dead;
    }

    void die() {
        dead = true;
    }

    @Override
    public String toString() {
        return name;
    }
}
