package io.faye.server;

import io.faye.engine.Engine;
import io.faye.engine.Engine.Change;
import io.faye.extension.Sessions;
import io.faye.protocol.ClientId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The sessions as the engine keeps them. */
record EngineSessions(Engine engine) implements Sessions {

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        return engine.attributes(client);
    }

    @Override
    public CompletionStage<Boolean> setAttribute(ClientId client, String name, @Nullable String value) {
        return engine.setAttribute(client, name, value).thenApply(change -> change != Change.UNKNOWN_CLIENT);
    }

    @Override
    public CompletionStage<Boolean> disconnect(ClientId client) {
        return engine.destroyClient(client);
    }

    @Override
    public CompletionStage<Page> list(@Nullable String cursor, int limit) {
        return engine.clients(cursor, limit).thenApply(page -> new Page(page.clients(), page.next()));
    }
}
