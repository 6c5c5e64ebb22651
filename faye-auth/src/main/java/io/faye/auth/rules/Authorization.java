package io.faye.auth.rules;

import io.faye.auth.Principal;
import io.faye.auth.rules.Decision.Outcome;
import io.faye.auth.support.AccessRefusals;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import io.faye.protocol.log.LogText;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a server obey {@link AccessRules}: handshakes, publishes and subscriptions that these do not grant are refused
 * with {@code 403}, a list of subscriptions as a whole if one of them is. A message that names a session that does not exist is told
 * that instead, {@code 401:<client id>:Unknown client}, and to shake hands. Clients in the server's own process are not
 * asked.
 *
 * <p>Add it behind whatever authenticates, and behind extensions that change channels. It looks at subscriptions when
 * they are made; those that a client has stay, whatever becomes of its principal.
 */
public class Authorization implements Extension {

    private static final Logger LOG = LoggerFactory.getLogger(Authorization.class);

    private final AccessRules rules;

    Authorization(AccessRules rules) {
        this.rules = rules;
    }

    /**
     * {@return what refuses each subscription that is not granted as a whole} It costs nothing on delivery.
     *
     * @param rules what to obey
     */
    public static Authorization of(AccessRules rules) {
        return new Authorization(rules);
    }

    /**
     * {@return what grants wildcard subscriptions also in part} Then each message is looked at again on its way to each
     * client, who gets what it might subscribe to now, however it has subscribed.
     *
     * @param rules what to obey
     */
    public static Authorization filtering(AccessRules rules) {
        return new FilteringAuthorization(rules);
    }

    AccessRules rules() {
        return rules;
    }

    /** {@return whether this is enough to subscribe} */
    boolean suffices(Outcome outcome) {
        return outcome == Outcome.GRANTED;
    }

    static @Nullable Principal principal(Exchange exchange) {
        return Principal.of(exchange).orElse(null);
    }

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        if (exchange.isLocal() || message.channel().isEmpty()) {
            return Verdict.pass(message);
        }
        Channel channel = message.channel().get();
        return channel.isMeta() ? meta(channel, message, exchange) : publish(channel, message, exchange);
    }

    private Verdict publish(Channel channel, Message message, Exchange exchange) {
        return rules.permits(principal(exchange), Action.PUBLISH, channel)
                ? Verdict.pass(message)
                : refuse(message, exchange, Action.PUBLISH, channel.toString());
    }

    /** Whatever is not known to be harmless is refused: {@code /meta/subscribe/x} was a way round, in other servers. */
    private Verdict meta(Channel channel, Message message, Exchange exchange) {
        if (channel.equals(Channel.HANDSHAKE)) {
            return rules.permitsHandshake(principal(exchange))
                    ? Verdict.pass(message)
                    : refuse(message, exchange, Action.HANDSHAKE, channel.toString());
        }
        if (channel.equals(Channel.SUBSCRIBE)) {
            return subscribe(message, exchange);
        }
        boolean harmless = channel.equals(Channel.CONNECT)
                || channel.equals(Channel.UNSUBSCRIBE)
                || channel.equals(Channel.DISCONNECT);
        return harmless ? Verdict.pass(message) : Verdict.refuse(BayeuxError.forbiddenChannel(channel.toString()));
    }

    /** What is no pattern the server refuses itself. */
    private Verdict subscribe(Message message, Exchange exchange) {
        Principal principal = principal(exchange);
        Json subscription = message.field(Field.SUBSCRIPTION).orElse(Json.NULL);
        List<Json> names = subscription.kind() == Json.Kind.ARRAY ? subscription.elements() : List.of(subscription);
        for (Json name : names) {
            Optional<ChannelPattern> pattern = name.asString().flatMap(exchange.channelNames()::pattern);
            if (pattern.isPresent() && !suffices(outcome(principal, pattern.get()))) {
                return refuse(message, exchange, Action.SUBSCRIBE, pattern.get().toString());
            }
        }
        return Verdict.pass(message);
    }

    private Outcome outcome(@Nullable Principal principal, ChannelPattern pattern) {
        return rules.decide(principal, Action.SUBSCRIBE, pattern).outcome();
    }

    private Verdict refuse(Message message, Exchange exchange, Action action, String channel) {
        if (LOG.isDebugEnabled()) {
            String why = LogText.of(why(principal(exchange), action, channel));
            LOG.debug("Refused to {} {}: {}", action, LogText.of(channel), why);
        }
        return AccessRefusals.forbidden(message, exchange, channel);
    }

    private String why(@Nullable Principal principal, Action action, String channel) {
        Decision decision = rules.decide(principal, action, channel);
        return decision.outcome() == Outcome.PARTLY
                ? "refused: only a part is allowed (" + decision.reason()
                        + "); 'filter-deliveries', or Authorization.filtering, would deliver that part"
                : decision.toString();
    }
}
