package io.faye.auth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Builds an {@link Authentication}. Not safe for threads. */
public final class AuthenticationBuilder {

    final List<Authenticator> authenticators = new ArrayList<>();
    AuthenticationRequirement requirement = AuthenticationRequirement.NOTHING;
    Duration leeway = Duration.ofSeconds(30);
    Duration renewal = Duration.ofSeconds(30);
    InstantSource clock = InstantSource.system();
    LateCredentials late = LateCredentials.REFUSED;
    int maxSessions = 1_000;

    AuthenticationBuilder() {}

    /**
     * Adds an authenticator after those added before. The first that finds a credential decides, whether it is valid or not.
     *
     * @param authenticator is asked about every message
     * @return this
     */
    public AuthenticationBuilder authenticator(Authenticator authenticator) {
        authenticators.add(authenticator);
        return this;
    }

    /**
     * Refuses all messages of clients that are not authenticated: handshakes, publishes, and all other requests.
     *
     * @return this
     */
    public AuthenticationBuilder required() {
        requirement = AuthenticationRequirement.EVERYTHING;
        return this;
    }

    /**
     * Refuses publishes of clients that are not authenticated; all clients may subscribe. Unless this or {@link #required} is
     * called, no client needs a credential, and the extensions after this one decide what clients without one may do.
     *
     * @return this
     */
    public AuthenticationBuilder requiredToPublish() {
        requirement = AuthenticationRequirement.PUBLICATIONS;
        return this;
    }

    /**
     * Lets a session that began without a credential get its principal from a later message. Unless this is called, such a
     * message is refused with {@code 401:<client id>:Authenticate with a new handshake}. Otherwise an attacker could begin an
     * anonymous session, have a user authenticate it, and share it with that user (session fixation). Call this only if
     * client ids cannot be known to others, and clients cannot send their credentials with the handshake.
     *
     * @return this
     */
    public AuthenticationBuilder allowLateCredentials() {
        late = LateCredentials.ALLOWED;
        return this;
    }

    /**
     * Sets how many sessions each principal may have; the handshake of one more is refused with
     * {@code 429:sessions:Too many sessions}. Each process counts those that got their principal there, until they have
     * ended in whatever process.
     *
     * @param sessions 1,000 unless set; 0 for any number, which suits a password that all clients share
     * @return this
     * @throws IllegalArgumentException if that is negative
     */
    public AuthenticationBuilder maxSessions(int sessions) {
        if (sessions < 0) {
            throw new IllegalArgumentException("Expected a number of sessions of 0 or more, but got " + sessions);
        }
        maxSessions = sessions;
        return this;
    }

    /**
     * Sets by how much the clocks of issuers of credentials may differ, and so how long a session goes on after its
     * principal expired.
     *
     * @param time 30 s unless set
     * @return this
     * @throws IllegalArgumentException if that is negative
     */
    public AuthenticationBuilder leeway(Duration time) {
        leeway = notNegative("leeway", time);
        return this;
    }

    /**
     * Sets how long before its principal expires a client is asked for a new credential, by {@code ext.auth.renew} in
     * the reply to a connect.
     *
     * @param time 30 s unless set; choose more than a client needs to get a new credential
     * @return this
     * @throws IllegalArgumentException if that is negative
     */
    public AuthenticationBuilder renewal(Duration time) {
        renewal = notNegative("renewal", time);
        return this;
    }

    /**
     * Sets the clock by which credentials are judged.
     *
     * @param source the system's unless set
     * @return this
     */
    public AuthenticationBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /**
     * {@return the extension}
     *
     * @throws IllegalArgumentException if there is no authenticator
     */
    public Authentication build() {
        if (authenticators.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one authenticator");
        }
        return new Authentication(this);
    }

    /** {@return the members of {@code ext} that an authenticator reads} */
    Set<String> fields() {
        Set<String> fields = new HashSet<>(Set.of(Credentials.AUTH));
        authenticators.forEach(authenticator -> fields.addAll(authenticator.reads()));
        return fields;
    }

    /** What becomes of a credential that comes after an anonymous handshake. */
    enum LateCredentials {
        REFUSED,
        ALLOWED
    }

    private static Duration notNegative(String what, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("Expected a " + what + " of 0 or more, but got " + time);
        }
        return time;
    }
}
