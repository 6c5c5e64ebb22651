package io.faye.client;

import io.faye.client.spi.HttpAnswer;
import io.faye.protocol.Channel;
import io.faye.protocol.ConnectionType;
import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A POST request for each message or batch; a connect is a request that the server holds. */
final class PollingLink implements Link {

    private static final int LONGEST_TEXT = 200;

    private final Endpoint endpoint;
    private final Loop loop;
    private final Receiver receiver;
    private @Nullable Future<?> connect;

    PollingLink(Endpoint endpoint, Loop loop, Receiver receiver) {
        this.endpoint = endpoint;
        this.loop = loop;
        this.receiver = receiver;
    }

    @Override
    public ConnectionType type() {
        return ConnectionType.LONG_POLLING;
    }

    @Override
    public boolean streams() {
        return false;
    }

    @Override
    public CompletionStage<?> send(List<Message> messages, Duration limit) {
        CompletableFuture<HttpAnswer> answer =
                endpoint.network().post(endpoint.uri(), endpoint.headersOfPost(), MessageCodec.encode(messages));
        Loop.Timeout timer = loop.after(limit, () -> answer.cancel(true));
        if (messages.get(0).channel().filter(Channel.CONNECT::equals).isPresent()) {
            connect = answer;
        }
        return answer.handleAsync(
                (response, fault) -> {
                    timer.cancel();
                    if (fault != null) {
                        throw Faults.ofNetwork(endpoint.uri(), fault);
                    }
                    // A connect that was given up may have been answered: the next one gets the same again.
                    if (!answer.isCancelled()) {
                        receiver.received(messages(response));
                    }
                    return null;
                },
                loop);
    }

    /** A server may answer each message of a request that it refuses, so the body comes before the status. */
    private List<Message> messages(HttpAnswer response) {
        byte[] body = response.body();
        try {
            if (body.length > 0 && (body[0] == '[' || body[0] == '{')) {
                return Endpoint.decode(body);
            }
        } catch (MalformedMessageException e) {
            throw failure(response, e);
        }
        throw failure(response, null);
    }

    private FayeClientException failure(HttpAnswer response, @Nullable Throwable cause) {
        int status = response.status();
        if (status >= 400 && status < 500 && status != 408) {
            return RefusedException.of(status, response.body());
        }
        String text = new String(response.body(), StandardCharsets.UTF_8).strip();
        String shown = text.substring(0, Math.min(LONGEST_TEXT, text.length()));
        return new FayeClientException(
                "Expected Bayeux messages from " + endpoint.uri() + ", but got HTTP " + status + " '" + shown + "'",
                cause);
    }

    @Override
    public void close() {
        if (connect != null) {
            connect.cancel(true);
        }
    }
}
