import io.faye.extension.Session;
import io.faye.extension.Session.Outcome;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.server.ServiceCall;
import io.faye.server.ServiceProvider;
import io.faye.server.ServiceReply;
import io.faye.server.Services;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** What tests call on a standalone server; compiled by them against the server's jar. */
public final class TestServices implements ServiceProvider {

    private final Map<String, CompletableFuture<ServiceReply>> held = new ConcurrentHashMap<>();

    @Override
    public void addTo(Services services) {
        services.answer("/service/echo/{name}", call -> ServiceReply.success(List.of(call.variable("name"), call.data())));
        services.answer("/service/refuse", call -> ServiceReply.refusal(BayeuxError.forbiddenChannel("/secret")));
        services.answer("/service/fail", call -> {
            throw new IllegalStateException("secret of the handler");
        });
        services.handle("/service/hold/{name}", call -> held.computeIfAbsent(call.variable("name"), TestServices::unanswered));
        services.answer("/service/release/{name}", call -> {
            held.computeIfAbsent(call.variable("name"), TestServices::unanswered)
                    .complete(ServiceReply.success(call.data()));
            return ServiceReply.success("released");
        });
        services.handle("/service/caller/{operation}", call -> operate(call.caller(), call).thenApply(ServiceReply::success));
        services.handle("/service/session/{client}/{operation}", call -> operate(
                        call.exchange().sessions().session(ClientId.parse(call.variable("client")).orElseThrow()), call)
                .thenApply(ServiceReply::success));
        services.answer("/service/unknown/**", call -> ServiceReply.refusal(
                new BayeuxError(404, List.of(call.channel().toString()), "Unknown service")));
    }

    private static CompletableFuture<ServiceReply> unanswered(String name) {
        return new CompletableFuture<>();
    }

    private static CompletionStage<String> operate(Session session, ServiceCall call) {
        String channel = call.data().field("channel").flatMap(Json::asString).orElse("");
        CompletionStage<Outcome> outcome = switch (call.variable("operation")) {
            case "deliver" -> session.deliver(channel, call.data().field("data").orElse(Json.NULL));
            case "subscribe" -> session.subscribe(ChannelPattern.of(channel));
            case "unsubscribe" -> session.unsubscribe(ChannelPattern.of(channel));
            case "disconnect" -> session.disconnect();
            default -> throw new IllegalArgumentException(call.variable("operation"));
        };
        return outcome.thenApply(Outcome::name);
    }
}
