package io.faye.extension;

import io.faye.protocol.ChannelNames;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an extension may know of where a message comes from or goes to. Valid while its verdict is awaited. */
public interface Exchange {

    /** {@return the request that brought the message, or over whose connection it goes out} */
    Request request();

    /** {@return whether the other side is a client inside the server's own process} */
    default boolean isLocal() {
        return request().isLocal();
    }

    /**
     * {@return which names of channels the server accepts} {@link Message#channel} is empty for any other name; what a
     * message subscribes to is to be read with this. {@link ChannelNames#FAYE} unless an implementation says otherwise.
     */
    default ChannelNames channelNames() {
        return ChannelNames.FAYE;
    }

    /**
     * {@return the session that a message comes from, as far as the message says and the service knows, or the one that
     * it goes to} Empty for a handshake request and for publishers without a session.
     */
    Optional<ClientId> client();

    /**
     * {@return the session's attributes, a place for what was found out about its user} During a handshake, and without
     * a session, those set so far.
     */
    Map<String, String> attributes();

    /**
     * {@return one of the attributes}
     *
     * @param name the attribute's name
     */
    default Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes().get(name));
    }

    /**
     * Sets or removes an attribute of the session; during a handshake, of the session that it begins. Without a session
     * it lasts as long as this exchange: the extensions behind see what was found out about the sender of this one
     * message.
     *
     * @param name the attribute's name
     * @param value its value, null to remove it
     * @return completes when it is stored
     */
    CompletionStage<Void> setAttribute(String name, @Nullable String value);

    /**
     * Sets an attribute that the session does not have, like {@link #setAttribute} in all else. If several exchanges do so
     * for one session at once, in any processes, one succeeds.
     *
     * @param name the attribute's name
     * @param value its value
     * @return false: the session has such an attribute, which {@link #attributes} shows from then on, or it has ended
     */
    CompletionStage<Boolean> setAttributeIfAbsent(String name, String value);

    /**
     * {@return the value that an extension has computed for this exchange} The first call computes it. Messages that are
     * delivered together share their exchange, so a value that holds for the session is computed once for all of them. Two
     * calls at the same time may both compute a value; one of the two is kept.
     *
     * @param owner the extension; each has one value
     * @param finder computes the value, without blocking
     * @param <T> the type of the value
     */
    default <T> T computeIfAbsent(Extension owner, Supplier<T> finder) {
        return finder.get();
    }

    /**
     * {@return what the server itself answers to a message from a client, before extensions see the answer} Empty for a
     * message that extensions have kept from the server. Complete before the next message of the connection is looked
     * at, unless the server holds this one; never for a message to a client.
     */
    default CompletionStage<Optional<Message>> answer() {
        return new CompletableFuture<>();
    }

    /** {@return all sessions of the service} */
    Sessions sessions();
}
