package io.faye.engine.redis.simulation;

/** Something that goes on by itself: a thread, a connection, a client. What it does is one step of the simulation. */
abstract class Actor {

    static final long NEVER = Long.MAX_VALUE;

    private final String label;
    private final Machine machine;
    private double weight = 1;
    private boolean acting;

    Actor(String name, Machine machine) {
        this.label = machine + "." + name;
        this.machine = machine;
    }

    /** {@return from when it can act; {@link #NEVER} if it waits for others} */
    abstract long readyAt();

    abstract void act();

    /** {@return from when it acts, now that its machine may stand still} */
    final long actsAt() {
        return acting || machine.isDead() ? NEVER : Math.max(readyAt(), machine.frozenUntil());
    }

    final void actOnce() {
        acting = true;
        try {
            act();
        } finally {
            acting = false;
        }
    }

    double weight() {
        return weight;
    }

    /** Makes it faster or slower than others. */
    void weight(double chosen) {
        weight = chosen;
    }

    boolean isOver() {
        return machine.isDead();
    }

    @Override
    public String toString() {
        return label;
    }
}
