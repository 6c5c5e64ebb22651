package io.faye.server;

import io.faye.extension.ExtensionPipeline;
import io.faye.extension.Request;
import io.faye.extension.Sessions;
import io.faye.extension.Verdict;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.server.session.DeliveryFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Has extensions decide what of the messages to a client goes out. */
record OutgoingExtensions(ExtensionPipeline pipeline, Sessions sessions, ChannelNames channelNames)
        implements DeliveryFilter {

    @Override
    public boolean passesAll() {
        return !pipeline.looksAtOutgoing();
    }

    @Override
    public void filter(
            ClientId client,
            Request request,
            List<Message> messages,
            BiConsumer<@Nullable List<Message>, @Nullable Throwable> taker) {
        MessageExchange.to(sessions, channelNames, request, client, (exchange, fault) -> {
            if (exchange == null) {
                taker.accept(null, fault);
            } else {
                filter(messages, exchange, taker);
            }
        });
    }

    private void filter(
            List<Message> messages,
            MessageExchange exchange,
            BiConsumer<@Nullable List<Message>, @Nullable Throwable> taker) {
        List<Message> passed = new ArrayList<>(messages.size());
        Verdicts.each(
                messages,
                message -> pipeline.outgoing(message, exchange),
                (message, verdict) -> {
                    if (verdict instanceof Verdict.Pass pass) {
                        passed.add(pass.message());
                    }
                },
                () -> taker.accept(passed, null));
    }
}
