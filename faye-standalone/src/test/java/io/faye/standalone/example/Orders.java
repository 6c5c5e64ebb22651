package io.faye.standalone.example;

import io.faye.extension.Session;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ClientId;
import io.faye.server.BayeuxServer;
import io.faye.server.ServiceReply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Services and session handles of docs/services.md. */
public final class Orders {

    private static final BayeuxError UNKNOWN_ORDER = new BayeuxError(404, List.of(), "Unknown order");

    /** Asks a database. */
    public interface Database {
        /** {@return an order} */
        CompletionStage<Optional<Map<String, Object>>> find(String number);
    }

    private Orders() {}

    /** Adds a handler that answers when the database has. */
    public static void addTo(BayeuxServer server, Database database) {
        server.services().handle("/service/orders/{number}", call -> database.find(call.variable("number"))
                .thenApply(found ->
                        found.isPresent() ? ServiceReply.success(found.get()) : ServiceReply.refusal(UNKNOWN_ORDER)));
    }

    /** Refuses what no other handler takes. */
    public static void refuseOthers(BayeuxServer server) {
        server.services()
                .answer(
                        "/service/**",
                        call -> ServiceReply.refusal(
                                new BayeuxError(404, List.of(call.channel().toString()), "Unknown service")));
    }

    /** Tells one client that its order is on its way. */
    public static void sent(BayeuxServer server, ClientId client, String number) {
        Session session = server.sessions().session(client);
        session.deliver("/orders/sent", Map.of("number", number)).thenAccept(outcome -> {
            if (outcome == Session.Outcome.ENDED) {
                System.out.println("The client is gone: " + number);
            }
        });
    }
}
