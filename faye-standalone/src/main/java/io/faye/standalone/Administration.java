package io.faye.standalone;

import io.faye.server.BayeuxServer;
import io.faye.server.DrainOptions;
import io.faye.standalone.api.AdminApi;
import io.faye.standalone.api.ChannelsApi;
import io.faye.standalone.api.DrainApi;
import io.faye.standalone.api.PrincipalApi;
import io.faye.standalone.api.PublishApi;
import io.faye.standalone.api.ReloadApi;
import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What an administrator may ask of a server on the management port. Who is one is for the caller to decide. */
final class Administration implements HttpHandler {

    private final HttpHandler sessions;
    private final HttpHandler principals;
    private final HttpHandler publishing;
    private final Map<String, HttpHandler> others;

    Administration(
            BayeuxServer bayeux,
            PublishApi publishing,
            DrainOptions drain,
            EventRing events,
            Supplier<List<String>> reload) {
        this.sessions = new AdminApi(bayeux);
        this.principals = new PrincipalApi(bayeux);
        this.publishing = publishing;
        this.others = Map.of(
                ChannelsApi.CHANNELS,
                new ChannelsApi(bayeux),
                DrainApi.DRAIN,
                new DrainApi(bayeux, drain),
                EventsApi.EVENTS,
                new EventsApi(events),
                ReloadApi.RELOAD,
                new ReloadApi(reload));
    }

    /** {@return whether a path is one of these} */
    boolean holds(String path) {
        return AdminApi.holds(path) || PrincipalApi.holds(path) || PublishApi.holds(path) || others.containsKey(path);
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        if (PublishApi.holds(call.path())) {
            return publishing.handle(call);
        }
        return PrincipalApi.holds(call.path())
                ? principals.handle(call)
                : others.getOrDefault(call.path(), sessions).handle(call);
    }
}
