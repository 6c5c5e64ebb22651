package io.faye.auth;

import io.faye.auth.AuthenticationBuilder.LateCredentials;
import io.faye.auth.AuthenticationResult.Authenticated;
import io.faye.auth.AuthenticationResult.Invalid;
import io.faye.auth.CredentialFields.Split;
import io.faye.auth.support.AccessRefusals;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Sessions;
import io.faye.extension.Verdict;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whom each session belongs to, and keeps that with the session, in every process of the service. Add it
 * before all other extensions: those behind it find the {@link Principal#of principal}, and never a credential.
 *
 * <p>A session gets its principal from its handshake; who publishes without a session has one for that message. A
 * credential that comes later, for a session that began without one, is refused with
 * {@code 401:<client id>:Authenticate with a new handshake}, unless {@link AuthenticationBuilder#allowLateCredentials} was
 * called. A message with a credential that is invalid, or that no authenticator knows, is refused with
 * {@code 401}, also if it needs no credential; a credential of another principal than the session's with {@code 403}. When
 * the principal expires the session ends. A message without a credential that names a session that does not exist is
 * refused with {@code 401:<client id>:Unknown client} and the advice to handshake. Clients in the server's own process need no
 * credentials.
 */
public final class Authentication implements Extension {

    private final CredentialFields fields;
    private final Authenticators authenticators;
    private final AuthenticationRequirement requirement;
    private final PrincipalExpiry expiry;
    private final CredentialRenewal renewal;
    private final LateCredentials late;
    private final SessionQuota quota;
    private final CredentialRefusalLog refused = new CredentialRefusalLog(System::nanoTime);
    private volatile @Nullable Sessions sessions;

    Authentication(AuthenticationBuilder builder) {
        fields = new CredentialFields(builder.fields());
        authenticators = new Authenticators(builder.authenticators);
        requirement = builder.requirement;
        expiry = new PrincipalExpiry(builder.clock, builder.leeway, builder.renewal);
        renewal = new CredentialRenewal(expiry);
        late = builder.late;
        quota = new SessionQuota(builder.maxSessions);
    }

    /** {@return a builder of an authentication without authenticators} */
    public static AuthenticationBuilder builder() {
        return new AuthenticationBuilder();
    }

    /**
     * Ends all sessions of a principal, in whatever process their clients are. Its credentials stay what they are: let
     * authenticators refuse them first, or it comes back.
     *
     * @param name the principal's name
     * @return how many sessions were ended
     * @throws IllegalStateException if this was not added to a server
     */
    public CompletionStage<Integer> disconnect(String name) {
        Sessions known = sessions;
        if (known == null) {
            throw new IllegalStateException("Add the authentication to a server before disconnecting " + name);
        }
        return new SessionTerminator(known, name).run();
    }

    @Override
    public void added(Sessions added) {
        sessions = added;
    }

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        Split split = fields.split(message);
        if (exchange.isLocal()) {
            return Verdict.pass(split.rest());
        }
        Optional<Principal> before = Principal.of(exchange);
        if (before.filter(expiry::isOver).isPresent()) {
            return AccessRefusals.when(end(exchange).thenApply(ended -> AccessRefusals.expired(message)));
        }
        Credentials shown = new Credentials(exchange.request(), split.taken(), expiry);
        Credentials credentials = before.isPresent() ? shown.ofSession() : shown;
        CompletionStage<AuthenticationResult> outcome = authenticators.ask(credentials);
        return AccessRefusals.when(
                outcome.thenCompose(found -> judge(found, before, split.rest(), exchange, credentials)));
    }

    private CompletionStage<Verdict> judge(
            AuthenticationResult found,
            Optional<Principal> before,
            Message message,
            Exchange exchange,
            Credentials credentials) {
        if (found instanceof Authenticated known) {
            return recognise(known.principal(), before, message, exchange, credentials);
        }
        if (found instanceof Invalid wrong) {
            return refuseCredential(wrong.reason(), exchange);
        }
        if (credentials.areOffered()) {
            return refuseCredential("no authenticator knows it", exchange);
        }
        boolean lacks = before.isEmpty() && requirement.isMissedBy(message, exchange);
        return CompletableFuture.completedFuture(
                lacks ? AccessRefusals.required(message, exchange) : go(before, message, exchange));
    }

    private CompletionStage<Verdict> refuseCredential(String reason, Exchange exchange) {
        refused.tell(reason, exchange);
        return CompletableFuture.completedFuture(AccessRefusals.wrongCredential());
    }

    private CompletionStage<Verdict> recognise(
            Principal now, Optional<Principal> before, Message message, Exchange exchange, Credentials credentials) {
        if (expiry.isOver(now)) {
            return refuseCredential("it has expired", exchange);
        }
        if (before.isEmpty()) {
            return begin(now, message, exchange);
        }
        if (!before.get().name().equals(now.name())) {
            return CompletableFuture.completedFuture(AccessRefusals.othersSession());
        }
        boolean outdated =
                !credentials.areOfMessage() && before.filter(now::expiresBefore).isPresent();
        boolean kept = outdated || before.filter(now::equals).isPresent();
        Verdict verdict = go(outdated ? before : Optional.of(now), message, exchange);
        return kept
                ? CompletableFuture.completedFuture(verdict)
                : now.keep(exchange).thenApply(done -> verdict);
    }

    /** Gives its principal to a handshake, to a message without a session, or to a session that has none yet. */
    private CompletionStage<Verdict> begin(Principal now, Message message, Exchange exchange) {
        Optional<ClientId> session = exchange.client();
        if (session.isPresent()) {
            return late == LateCredentials.ALLOWED
                    ? claim(session.get(), now, message, exchange)
                    : refuseLate(message, exchange);
        }
        if (message.channel().filter(Channel.HANDSHAKE::equals).isPresent()) {
            if (!quota.take(now.name(), exchange)) {
                return CompletableFuture.completedFuture(AccessRefusals.tooManySessions());
            }
            quota.leaveWithSessionOf(exchange, now.name());
        }
        return now.keep(exchange).thenApply(done -> go(Optional.of(now), message, exchange));
    }

    private CompletionStage<Verdict> refuseLate(Message message, Exchange exchange) {
        refused.tell("it comes after a handshake without a credential", exchange);
        return CompletableFuture.completedFuture(AccessRefusals.tooLate(message));
    }

    /** Of several connections that bring the credentials of different users for one session, one gets through. */
    private CompletionStage<Verdict> claim(ClientId session, Principal now, Message message, Exchange exchange) {
        if (!quota.take(now.name(), exchange)) {
            return CompletableFuture.completedFuture(AccessRefusals.tooManySessions());
        }
        return now.claim(exchange).handle((claimed, fault) -> {
            if (fault != null) {
                quota.leave(now.name());
                throw new CompletionException(fault);
            }
            if (claimed) {
                quota.leaveWith(session, exchange, now.name());
                return go(Optional.of(now), message, exchange);
            }
            quota.leave(now.name());
            return goAs(now, session, message, exchange);
        });
    }

    /** Another connection was first. */
    private Verdict goAs(Principal now, ClientId session, Message message, Exchange exchange) {
        Optional<Principal> owner = Principal.of(exchange);
        if (owner.isEmpty()) {
            return AccessRefusals.ended(session);
        }
        return owner.get().name().equals(now.name()) ? go(owner, message, exchange) : AccessRefusals.othersSession();
    }

    private Verdict go(Optional<Principal> principal, Message message, Exchange exchange) {
        if (principal.isEmpty()) {
            return Verdict.pass(message);
        }
        return ChannelLimit.refusal(principal.get(), message, exchange.channelNames())
                .map(Verdict::refuse)
                .orElseGet(() -> Verdict.pass(renewal.limitPatience(message, principal.get())));
    }

    @Override
    public Verdict outgoing(Message message, Exchange exchange) {
        if (exchange.isLocal()) {
            return Verdict.pass(message);
        }
        if (isReply(message)) {
            return Verdict.pass(renewal.ask(message, Principal.of(exchange)));
        }
        return exchange.computeIfAbsent(this, () -> mayReceive(exchange))
                ? Verdict.pass(fields.split(message).rest())
                : Verdict.drop();
    }

    /** The answer of a service has an outcome too, but is delivered. */
    private static boolean isReply(Message message) {
        return message.field(Field.SUCCESSFUL).isPresent() && message.data().isEmpty();
    }

    /** Without a client the session has ended while messages were on their way. */
    private boolean mayReceive(Exchange exchange) {
        boolean over = Principal.of(exchange).filter(expiry::isOver).isPresent();
        if (over) {
            end(exchange);
        }
        return !over && exchange.client().isPresent();
    }

    /** Completes when the session has ended, or the engine could not do that. */
    private static CompletionStage<Boolean> end(Exchange exchange) {
        return exchange.client()
                .map(client -> exchange.sessions().disconnect(client).exceptionally(fault -> false))
                .orElse(CompletableFuture.completedFuture(false));
    }
}
