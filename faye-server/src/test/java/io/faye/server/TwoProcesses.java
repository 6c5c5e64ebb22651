package io.faye.server;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.protocol.ClientId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives servers in one JVM the same memory engine. If a session is attached in another server than before, tells the
 * former one that the session has moved, and hands over its note.
 */
final class TwoProcesses implements EngineProvider {

    private final Map<ClientId, Reader> readers = new ConcurrentHashMap<>();
    private Engine engine;

    /** Where a session was attached last. */
    private record Reader(EngineContext process, AttachmentListener listener) {}

    @Override
    public String name() {
        return "two";
    }

    @Override
    public EngineCapabilities capabilities() {
        return EngineCapabilities.builder().shared().build();
    }

    @Override
    public Engine create(EngineContext host, EngineOptions options) {
        if (engine == null) {
            engine = EngineProvider.named("memory").create(host, options);
        }
        return seenFrom(host);
    }

    private Engine seenFrom(EngineContext host) {
        return (Engine) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Engine.class},
                (proxy, method, arguments) -> method.getName().equals("attach")
                        ? attach(host, (ClientId) arguments[0], (AttachmentListener) arguments[1])
                        : call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(engine, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private CompletionStage<Optional<Attachment>> attach(
            EngineContext process, ClientId client, AttachmentListener listener) {
        Reader before = readers.put(client, new Reader(process, listener));
        String note = before == null || before.process() == process
                ? ""
                : before.listener().moved();
        return engine.attach(client, listener)
                .thenApply(found ->
                        found.map(attachment -> note.isEmpty() ? attachment : new HandedOver(attachment, note)));
    }

    /** An attachment with the note of the process that read before. */
    private record HandedOver(Attachment attachment, String left) implements Attachment {

        @Override
        public Map<String, String> attributes() {
            return attachment.attributes();
        }

        @Override
        public Optional<String> note() {
            return Optional.of(left);
        }

        @Override
        public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
            return attachment.read(after, maxMessages, maxBytes);
        }

        @Override
        public CompletionStage<Void> acknowledge(long upTo) {
            return attachment.acknowledge(upTo);
        }

        @Override
        public CompletionStage<Void> release(String note) {
            return attachment.release(note);
        }
    }
}
