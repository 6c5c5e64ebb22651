package io.faye.interop;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.cometd.bayeux.Message;
import org.cometd.bayeux.client.ClientSession;
import org.cometd.client.BayeuxClient;

/** CometD's Java client, which sends the token with every message. */
final class CometdTokenClient implements TokenClient {

    private final Transport transport;
    private final URI url;
    private final Inbox inbox;
    private CometdTransport wire;
    private BayeuxClient client;

    CometdTokenClient(Transport transport, URI url, ServerProcess server) {
        this.transport = transport;
        this.url = url;
        this.inbox = new Inbox(server::story);
        open("");
    }

    private void open(String token) {
        wire = new CometdTransport(transport);
        client = new BayeuxClient(url.toString(), wire.clientTransport());
        client.addExtension(new Presenting(token));
    }

    /** With a new client: one that was refused goes on trying. */
    @Override
    public String enter(String token) {
        close();
        open(token);
        CompletableFuture<Message> reply = new CompletableFuture<>();
        client.handshake(reply::complete);
        return error("the handshake", reply);
    }

    @Override
    public String subscribe(String pattern) {
        CompletableFuture<Message> reply = new CompletableFuture<>();
        client.getChannel(pattern).subscribe(new CometdListener(inbox), reply::complete);
        return error("subscribe to " + pattern, reply);
    }

    @Override
    public String publish(String channel, String data) {
        CompletableFuture<Message> reply = new CompletableFuture<>();
        client.getChannel(channel).publish(data, reply::complete);
        return error("publish to " + channel, reply);
    }

    private static String error(String what, CompletableFuture<Message> future) {
        Message reply = Limits.await("the reply to " + what, future);
        return reply.isSuccessful() ? "" : String.valueOf(reply.get(Message.ERROR_FIELD));
    }

    @Override
    public void receives(String... expected) {
        inbox.receives((Object[]) expected);
    }

    @Override
    public void close() {
        client.abort();
        wire.close();
    }

    /** Adds the token, if it is one. */
    private record Presenting(String token) implements ClientSession.Extension {

        @Override
        public boolean send(ClientSession session, Message.Mutable message) {
            return present(message);
        }

        @Override
        public boolean sendMeta(ClientSession session, Message.Mutable message) {
            return present(message);
        }

        private boolean present(Message.Mutable message) {
            if (!token.isEmpty()) {
                message.getExt(true).put("auth", Map.of("token", token));
            }
            return true;
        }
    }
}
