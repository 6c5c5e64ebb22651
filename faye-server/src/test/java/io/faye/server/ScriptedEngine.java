package io.faye.server;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.Engine;
import io.faye.engine.EngineCapabilities;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.protocol.ClientId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A memory engine of which a test completes stages by hand, makes operations fail, and invents notes. */
final class ScriptedEngine implements EngineProvider {

    private final List<HeldAttach> attaches = new CopyOnWriteArrayList<>();
    private final List<Runnable> reads = new CopyOnWriteArrayList<>();
    private final AtomicInteger attachCalls = new AtomicInteger();
    private volatile boolean holdsAttaches;
    private volatile boolean holdsReads;
    private volatile String failing = "";
    private volatile Optional<String> note = Optional.empty();
    private volatile Runnable beforeRelease = () -> {};
    private Engine memory;

    /** An attach whose stage is completed by the test. */
    record HeldAttach(
            AttachmentListener listener,
            CompletionStage<Optional<Attachment>> outcome,
            CompletableFuture<Optional<Attachment>> stage) {

        void completes() {
            stage.complete(outcome.toCompletableFuture().join());
        }

        void completesEmpty() {
            stage.complete(Optional.empty());
        }

        void fails() {
            stage.completeExceptionally(new EngineException("on purpose"));
        }
    }

    /** From now on attaches take effect, but their stages wait for the test. */
    void holdAttaches() {
        holdsAttaches = true;
    }

    /** From now on attaches complete by themselves again. */
    void holdNoMore() {
        holdsAttaches = false;
    }

    /** From now on reads wait for {@link #completeReads}. */
    void holdReads() {
        holdsReads = true;
    }

    void completeReads() {
        holdsReads = false;
        reads.forEach(Runnable::run);
        reads.clear();
    }

    /** From now on an operation fails. */
    void fail(String operation) {
        failing = operation;
    }

    /** From now on attachments have this note. */
    void leaveNote(String text) {
        note = Optional.of(text);
    }

    /** From now on runs a task on each thread that calls a release, before the release takes effect. */
    void beforeRelease(Runnable task) {
        beforeRelease = task;
    }

    /** {@return how many attaches were called} */
    int attachCalls() {
        return attachCalls.get();
    }

    /** {@return the attach that was held as the first, second, ...} */
    HeldAttach attach(int number) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> attaches.size() >= number);
        return attaches.get(number - 1);
    }

    Engine memory() {
        return memory;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public EngineCapabilities capabilities() {
        return EngineCapabilities.builder().build();
    }

    @Override
    public Engine create(EngineContext context, EngineOptions options) {
        memory = EngineProvider.named("memory").create(context, options);
        return (Engine) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(failing)) {
                        return CompletableFuture.failedFuture(new EngineException("on purpose"));
                    }
                    if (method.getName().equals("attach")) {
                        return attach((ClientId) arguments[0], (AttachmentListener) arguments[1]);
                    }
                    try {
                        return method.invoke(memory, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private CompletionStage<Optional<Attachment>> attach(ClientId client, AttachmentListener listener) {
        CompletionStage<Optional<Attachment>> outcome =
                memory.attach(client, listener).thenApply(found -> found.map(Scripted::new));
        boolean holds = holdsAttaches;
        attachCalls.incrementAndGet();
        if (!holds) {
            return outcome;
        }
        HeldAttach held = new HeldAttach(listener, outcome, new CompletableFuture<>());
        attaches.add(held);
        return held.stage();
    }

    private final class Scripted implements Attachment {

        private final Attachment attachment;

        Scripted(Attachment attachment) {
            this.attachment = attachment;
        }

        @Override
        public Map<String, String> attributes() {
            return attachment.attributes();
        }

        @Override
        public Optional<String> note() {
            return note.isPresent() ? note : attachment.note();
        }

        @Override
        public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
            if (!holdsReads) {
                return attachment.read(after, maxMessages, maxBytes);
            }
            CompletableFuture<Batch> stage = new CompletableFuture<>();
            reads.add(() -> attachment.read(after, maxMessages, maxBytes).thenAccept(stage::complete));
            return stage;
        }

        @Override
        public CompletionStage<Void> acknowledge(long upTo) {
            return attachment.acknowledge(upTo);
        }

        @Override
        public CompletionStage<Void> release(String left) {
            beforeRelease.run();
            return attachment.release(left);
        }
    }
}
