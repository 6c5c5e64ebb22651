package io.faye.auth.limits;

import io.faye.auth.limits.RateLimits.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Builds {@link RateLimits}. Not safe for threads. */
public final class RateLimitsBuilder {

    final List<RateLimit> limits = new ArrayList<>();
    final List<SubscriptionQuota> quotas = new ArrayList<>();
    int maxPayload = Integer.MAX_VALUE;
    private LongSupplier nanos = System::nanoTime;

    RateLimitsBuilder() {}

    /**
     * Sets the clock of the limits that are set afterwards.
     *
     * @param clock nanoseconds; {@link System#nanoTime} unless set
     * @return this
     */
    public RateLimitsBuilder clock(LongSupplier clock) {
        nanos = clock;
        return this;
    }

    /**
     * Limits how many messages come in a second, connects and refused ones included.
     *
     * @param scope whose messages are counted together
     * @param perSecond how many in the long run
     * @param atOnce how many after a pause; a poll makes a connect of each delivery, so leave room for some
     * @return this
     * @throws IllegalArgumentException if one of them is less than 1 or more than 1,000,000,000
     */
    public RateLimitsBuilder messages(Scope scope, long perSecond, long atOnce) {
        limits.add(RateLimit.ofMessages(scope, perSecond, atOnce, nanos));
        return this;
    }

    /**
     * Limits how many bytes of messages come in a second: the names and values of their fields.
     *
     * @param scope whose messages are counted together
     * @param perSecond how many in the long run
     * @param atOnce how many after a pause; no message longer than this ever passes
     * @return this
     * @throws IllegalArgumentException if one of them is less than 1 or more than 1,000,000,000
     */
    public RateLimitsBuilder bytes(Scope scope, long perSecond, long atOnce) {
        limits.add(RateLimit.ofBytes(scope, perSecond, atOnce, nanos));
        return this;
    }

    /**
     * Limits how many subscriptions are held; one more is refused with {@code 429:subscriptions:Too many subscriptions}.
     * One that is refused counts until it is. Of an array that the server refuses in the middle, the names that it may
     * have taken before count until they are unsubscribed.
     *
     * @param scope whose subscriptions are counted together
     * @param most how many
     * @return this
     * @throws IllegalArgumentException if that is less than 1
     */
    public RateLimitsBuilder subscriptions(Scope scope, int most) {
        quotas.add(new SubscriptionQuota(scope, most));
        return this;
    }

    /**
     * Limits the length of what is published: of all that goes to subscribers, {@code ext} and unknown fields
     * as well as {@code data}. What is longer is refused with {@code 413:data:Payload too large}.
     *
     * @param bytes how many bytes of UTF-8 the names and values of the message's fields may be, without its
     *     {@code clientId}
     * @return this
     * @throws IllegalArgumentException if that is less than 1
     */
    public RateLimitsBuilder payload(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("Expected a payload of 1 byte or more, but got " + bytes);
        }
        maxPayload = bytes;
        return this;
    }

    /** {@return the extension} */
    public RateLimits build() {
        return new RateLimits(this);
    }
}
