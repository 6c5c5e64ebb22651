package io.faye.server;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The opening of a stream that belongs to one client from the beginning: an event stream. */
record Attachment(Service service, RemotePeer peer, Request request) {

    void attach(ClientId client) {
        Connection connection = service.clients().enter(client, id -> new Connection(service, id));
        Stages.then(lookUp(client), (attributes, fault) -> {
            if (attributes != null && attributes.isPresent()) {
                connection.confirm();
                connection.open(peer, request, attributes.get());
            } else {
                service.clients().leave(connection);
                endAfter(fault);
            }
        });
    }

    /** A client that acknowledges is read for where its connects are held, which may be in another process. */
    private CompletionStage<Optional<Map<String, String>>> lookUp(ClientId client) {
        return service.engine()
                .attributes(client)
                .thenCompose(found -> found.filter(attributes -> attributes.containsKey(Connection.ACKS))
                                .isPresent()
                        ? CompletableFuture.completedStage(found)
                        : service.engine().attach(client));
    }

    /** An unknown client's stream stays open; one that could not be looked up is closed, because it comes again then. */
    private void endAfter(@Nullable Throwable fault) {
        if (fault != null) {
            service.complaints().engine("attach a client", fault);
            peer.end();
        }
    }
}
