package io.faye.engine;

import java.time.Duration;

/** What kind of engine this is. The compatibility kit chooses its tests by it. Immutable. */
public final class EngineCapabilities {

    private final boolean shared;
    private final boolean ownClock;
    private final boolean durable;
    private final Duration maxNotificationDelay;

    private EngineCapabilities(Builder builder) {
        shared = builder.shared;
        ownClock = builder.ownClock;
        durable = builder.durable;
        maxNotificationDelay = builder.maxNotificationDelay;
    }

    /** {@return a builder; without further calls it describes an engine in one process, as {@code "memory"} is} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return whether several processes on one store are one service} */
    public boolean isShared() {
        return shared;
    }

    /** {@return whether sessions expire by a clock of the engine's own instead of {@link EngineContext#clock}} */
    public boolean hasOwnClock() {
        return ownClock;
    }

    /** {@return whether sessions and messages survive a restart of the process} */
    public boolean isDurable() {
        return durable;
    }

    /**
     * {@return how long after a message was accepted {@link AttachmentListener#messagesAvailable} is called at the
     * latest, in a healthy system; zero if at once}
     */
    public Duration maxNotificationDelay() {
        return maxNotificationDelay;
    }

    @Override
    public String toString() {
        return "EngineCapabilities[shared=" + shared + ", ownClock=" + ownClock + ", durable=" + durable
                + ", maxNotificationDelay=" + maxNotificationDelay + "]";
    }

    /** Builds {@link EngineCapabilities}. Not safe for threads. */
    public static final class Builder {

        private boolean shared;
        private boolean ownClock;
        private boolean durable;
        private Duration maxNotificationDelay = Duration.ZERO;

        private Builder() {}

        /**
         * Says that several processes on one store are one service.
         *
         * @return this
         */
        public Builder shared() {
            shared = true;
            return this;
        }

        /**
         * Says that sessions expire by a clock of the engine's own.
         *
         * @return this
         */
        public Builder ownClock() {
            ownClock = true;
            return this;
        }

        /**
         * Says that sessions and messages survive a restart of the process.
         *
         * @return this
         */
        public Builder durable() {
            durable = true;
            return this;
        }

        /**
         * Sets how late a process may be told of a message.
         *
         * @param delay zero or more
         * @return this
         * @throws IllegalArgumentException if the delay is negative
         */
        public Builder maxNotificationDelay(Duration delay) {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("Expected a delay of zero or more, but got " + delay);
            }
            maxNotificationDelay = delay;
            return this;
        }

        /** {@return the capabilities} */
        public EngineCapabilities build() {
            return new EngineCapabilities(this);
        }
    }
}
