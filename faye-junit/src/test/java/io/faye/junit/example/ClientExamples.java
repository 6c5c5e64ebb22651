package io.faye.junit.example;

import io.faye.client.ClientListener;
import io.faye.client.FayeClient;
import io.faye.client.FayeClientException;
import io.faye.client.RefusedException;
import io.faye.client.UnansweredException;
import io.faye.protocol.Message;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What docs/java-client.md shows, piece by piece. */
public final class ClientExamples {

    /** An object of an application. */
    public record Order(UUID id, Instant placed, int amount) {}

    /** Tells people whether they are online. */
    public interface Display {
        void show(String text);
    }

    private ClientExamples() {}

    /** A client with a token and a listener. */
    public static FayeClient secured(URI server, Supplier<String> tokens, Display display) {
        return FayeClient.builder(server)
                .token(tokens)
                .sendTimeout(Duration.ofSeconds(10))
                .listener(new ClientListener() {
                    @Override
                    public void connected(Connection connection) {
                        display.show("online by " + connection.transport());
                    }

                    @Override
                    public void waiting(FayeClientException reason, Duration delay) {
                        boolean refused = reason instanceof RefusedException;
                        display.show((refused ? "refused: " : "offline: ") + reason.getMessage());
                    }
                })
                .build();
    }

    /** Objects on the way. */
    public static void orders(FayeClient client, Consumer<Order> book) {
        client.subscribe("/orders/*", Order.class, order -> book.accept(order)).join();
        client.publish("/orders/new", new Order(UUID.randomUUID(), Instant.now(), 3))
                .join();
    }

    /** What became of a publication. */
    public static CompletionStage<String> outcome(FayeClient client, String channel, Object data) {
        return client.publish(channel, data).handle((done, fault) -> {
            if (fault == null) {
                return "accepted";
            }
            Throwable reason = fault.getCause() == null ? fault : fault.getCause();
            if (reason instanceof RefusedException refused) {
                return "refused with " + refused.code() + ": " + refused.text();
            }
            return reason instanceof UnansweredException ? "perhaps accepted" : "not sent: " + reason.getMessage();
        });
    }

    /** A stream that is read one message at a time. */
    public static void oneByOne(FayeClient client, Consumer<Message> work) {
        client.stream("/jobs").subscribe(new Flow.Subscriber<>() {
            private Flow.Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                subscription.request(1);
            }

            @Override
            public void onNext(Message message) {
                work.accept(message);
                subscription.request(1);
            }

            @Override
            public void onError(Throwable fault) {}

            @Override
            public void onComplete() {}
        });
    }
}
