package io.faye.server;

import io.faye.extension.Request;
import io.faye.protocol.ClientId;
import io.faye.server.session.Results;
import io.faye.server.session.SessionAttributes;

/** The opening of a stream that belongs to one session from the beginning: an event stream. */
record StreamOpening(Service service, RemotePeer peer, Request request) {

    /**
     * A session that acknowledges is attached where its connects are held, which may be in another process, so that
     * nothing flows over its stream. The stream of an unknown session stays open too.
     */
    void attach(ClientId client) {
        Results.then(service.engine().attributes(client), (attributes, fault) -> {
            if (attributes == null) {
                service.log().engine("look up a session", fault);
                peer.endSession();
            } else if (attributes.filter(SessionAttributes::acknowledges).isPresent()) {
                peer.streamNothing();
            } else if (attributes.isPresent()) {
                service.registry().open(client, peer, request);
            }
        });
    }
}
