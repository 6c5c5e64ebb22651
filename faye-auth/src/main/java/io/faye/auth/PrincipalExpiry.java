package io.faye.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** When a principal has to show itself again, and when it is over. */
record PrincipalExpiry(InstantSource clock, Duration leeway, Duration renewal) {

    Instant now() {
        return clock.instant();
    }

    /** {@return whether nothing may be accepted from or delivered to it any more} */
    boolean isOver(Principal principal) {
        return principal.expires().isPresent()
                && !now().isBefore(end(principal.expires().get()));
    }

    /** {@return whether it is time to ask for a new credential} */
    boolean isDue(Principal principal) {
        return principal.expires().isPresent()
                && !now().isBefore(principal.expires().get().minus(renewal));
    }

    /** {@return how long a client may be left alone: until it is to be asked for a new credential, then until the end} */
    Duration left(Instant expires) {
        Instant now = now();
        Instant renewing = expires.minus(renewal);
        return Duration.between(now, now.isBefore(renewing) ? renewing : end(expires));
    }

    private Instant end(Instant expires) {
        return expires.plus(leeway);
    }
}
