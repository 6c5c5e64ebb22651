package io.faye.server;

import io.faye.engine.Change;
import io.faye.engine.Engine;
import io.faye.engine.SessionPage.Cursor;
import io.faye.extension.Session;
import io.faye.extension.Sessions;
import io.faye.protocol.ClientId;
import io.faye.server.session.Results;
import io.faye.server.session.SessionAttributes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The sessions as the engine keeps them. */
record EngineSessions(Engine engine, BegunSessions begun, SessionDeliveries deliveries) implements Sessions {

    @Override
    public Session session(ClientId client) {
        return new EngineSession(client, this);
    }

    @Override
    public CompletionStage<Optional<Map<String, String>>> attributes(ClientId client) {
        CompletionStage<Optional<Map<String, String>>> stage = engine.attributes(client);
        Optional<Map<String, String>> found = Results.now(stage);
        boolean visible = found != null && (found.isEmpty() || SessionAttributes.visible(found.get()) == found.get());
        return visible ? stage : stage.thenApply(attributes -> attributes.map(SessionAttributes::visible));
    }

    @Override
    public CompletionStage<Boolean> setAttribute(ClientId client, String name, @Nullable String value) {
        SessionAttributes.requireUnreserved(name);
        CompletionStage<Change> change =
                value == null ? engine.removeAttribute(client, name) : engine.setAttribute(client, name, value);
        return change.thenApply(result -> result != Change.UNKNOWN_CLIENT);
    }

    @Override
    public CompletionStage<Boolean> setAttributeIfAbsent(ClientId client, String name, String value) {
        SessionAttributes.requireUnreserved(name);
        return engine.setAttributeIfAbsent(client, name, value).thenApply(result -> result == Change.CHANGED);
    }

    @Override
    public CompletionStage<Void> ended(ClientId client) {
        return begun.ended(client);
    }

    @Override
    public CompletionStage<Boolean> disconnect(ClientId client) {
        return engine.destroyClient(client).thenApply(Optional::isPresent);
    }

    @Override
    public CompletionStage<Page> list(@Nullable String cursor, int limit) {
        return engine.clients(cursor == null ? Cursor.START : new Cursor(cursor), limit)
                .thenApply(page -> new Page(
                        visible(page.sessions()), page.next().map(Cursor::value).orElse(null)));
    }

    private static Map<ClientId, Map<String, String>> visible(Map<ClientId, Map<String, String>> sessions) {
        Map<ClientId, Map<String, String>> visible = new LinkedHashMap<>();
        sessions.forEach((client, attributes) -> visible.put(client, SessionAttributes.visible(attributes)));
        return visible;
    }
}
