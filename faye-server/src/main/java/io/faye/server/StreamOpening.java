package io.faye.server;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import org.jspecify.annotations.Nullable;

/** The opening of a stream that belongs to one client from the beginning: an event stream. */
record StreamOpening(Service service, RemotePeer peer, Request request) {

    void attach(ClientId client) {
        Connection connection = service.clients().enter(client, id -> new Connection(service, id));
        Stages.then(service.engine().attributes(client), (attributes, fault) -> {
            if (attributes == null || attributes.isEmpty()) {
                service.clients().leave(connection);
                endAfter(fault);
            } else if (attributes.get().containsKey(Connection.ACKS)) {
                connection.confirm();
                connection.open(peer, request);
            } else {
                attach(client, connection);
            }
        });
    }

    /** A client that acknowledges is read for where its connects are held, which may be in another process. */
    private void attach(ClientId client, Connection connection) {
        Stages.then(service.engine().attach(client, new ConnectionListener(connection)), (attachment, fault) -> {
            if (attachment == null || attachment.isEmpty()) {
                service.clients().leave(connection);
                endAfter(fault);
            } else {
                connection.confirm();
                connection.open(peer, request, attachment.get());
            }
        });
    }

    /** An unknown client's stream stays open; one that could not be looked up is closed, because it comes again then. */
    private void endAfter(@Nullable Throwable fault) {
        if (fault != null) {
            service.complaints().engine("attach a client", fault);
            peer.end();
        }
    }
}
