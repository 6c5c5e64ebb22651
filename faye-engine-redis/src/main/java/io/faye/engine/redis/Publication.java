package io.faye.engine.redis;

import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message on its way through the log. */
final class Publication extends Operation<Void> {

    private final Optional<ClientId> publisher;
    private final Channel channel;
    private final Message form;
    private boolean confirmed;
    private @Nullable Runnable report;

    /**
     * Takes a message.
     *
     * @param confirmed whether meeting it in the log is enough; otherwise Redis has to answer, too
     */
    Publication(Message message, Channel channel, boolean confirmed) {
        super(message.clientId().<Object>map(client -> client).orElse(channel));
        this.publisher = message.clientId();
        this.channel = channel;
        this.form = message.forDelivery();
        this.confirmed = confirmed;
    }

    /** Redis has answered. */
    void confirm() {
        confirmed = true;
        finish();
    }

    /** The message was met in the log. */
    void seen(Runnable toReport) {
        report = toReport;
        finish();
    }

    private void finish() {
        if (report != null && confirmed && decide()) {
            report.run();
            complete(null);
        }
    }

    @Nullable
    ClientId publisher() {
        return publisher.orElse(null);
    }

    Channel channel() {
        return channel;
    }

    /** {@return the message as it goes to subscribers} */
    Message form() {
        return form;
    }

    Json data() {
        return form.data().orElse(Json.NULL);
    }

    byte[] body() {
        byte[] bytes = new byte[form.toJson().length()];
        form.toJson().bytes().get(bytes);
        return bytes;
    }
}
