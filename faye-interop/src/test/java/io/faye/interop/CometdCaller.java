package io.faye.interop;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.cometd.bayeux.Message;
import org.cometd.client.BayeuxClient;

/** CometD's Java client, which makes remote calls. */
final class CometdCaller implements AutoCloseable {

    private final CometdTransport wire;
    private final BayeuxClient client;

    CometdCaller(Transport transport, URI url) {
        wire = new CometdTransport(transport);
        client = new BayeuxClient(url.toString(), wire.clientTransport());
        CompletableFuture<Message> handshaken = new CompletableFuture<>();
        client.handshake(handshaken::complete);
        Limits.await("the handshake of a CometD client", handshaken);
    }

    /** {@return the response} */
    Message call(String target, Object data) {
        CompletableFuture<Message> response = new CompletableFuture<>();
        client.remoteCall(target, data, response::complete);
        return Limits.await("the response to a remote call", response);
    }

    @Override
    public void close() {
        client.abort();
        wire.close();
    }
}
