package io.faye.extension;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

@DisplayName("When an extension fails, the pipeline")
class ExtensionFailuresTest extends PipelineFixture {

    private final AtomicLong nanos = new AtomicLong();

    @ParameterizedTest
    @EnumSource
    @DisplayName("refuses that one message as an internal error, however the extension fails")
    void refusesOneMessage(Way way) {
        List<Behaviour> failures = Arrays.asList(
                message -> {
                    throw new IllegalStateException("planted");
                },
                message -> {
                    throw new NoClassDefFoundError("planted");
                },
                message -> {
                    throw new AssertionError("planted");
                },
                message -> null,
                message -> Verdict.when(null),
                message -> Verdict.when(CompletableFuture.failedFuture(new IllegalStateException("planted"))),
                message -> Verdict.when(CompletableFuture.completedFuture(null)),
                message -> Verdict.pass(null),
                message -> Verdict.refuse(null),
                message -> Verdict.when(CompletableFuture.completedStage(null)),
                message -> Verdict.when(CompletableFuture.failedStage(new AssertionError("planted"))),
                message -> Verdict.when(new BrokenStage()),
                message -> later(Verdict.when(new BrokenStage())),
                message -> later(Verdict.when(CompletableFuture.failedFuture(new Exception("planted")))));
        for (Behaviour failure : failures) {
            ExtensionPipeline own = new ExtensionPipeline(timer, executor, Duration.ofSeconds(30));
            own.add(
                    way.extension((message, exchange) ->
                            message.equals(MESSAGE) ? failure.verdict(message) : Verdict.pass(message)),
                    service);
            assertThat(settled(way.through(own, MESSAGE, service))).isEqualTo(FAILED);
            assertThat(settled(way.through(own, Message.EMPTY, service))).isEqualTo(Verdict.pass(Message.EMPTY));
        }
    }

    /** A stage of a class whose methods all throw. */
    private static final class BrokenStage extends CompletableFuture<Verdict> {

        @Override
        public boolean isDone() {
            throw new UnsupportedOperationException("planted");
        }

        @Override
        public CompletableFuture<Verdict> whenComplete(BiConsumer<? super Verdict, ? super Throwable> action) {
            throw new UnsupportedOperationException("planted");
        }

        @Override
        public CompletableFuture<Verdict> toCompletableFuture() {
            throw new UnsupportedOperationException("planted");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("takes the verdict of a stage of any class, at once if it is there")
    void takesMinimalStages(Way way) {
        add(way, message -> Verdict.when(CompletableFuture.completedStage(Verdict.pass(append(message, "first")))));
        add(
                way,
                message -> Verdict.when(CompletableFuture.completedStage(
                        Verdict.when(CompletableFuture.completedFuture(Verdict.pass(append(message, "second")))))));
        assertThat(way.through(pipeline, MESSAGE, service))
                .isEqualTo(Verdict.pass(append(append(MESSAGE, "first"), "second")));
        CompletableFuture<Verdict> decision = new CompletableFuture<>();
        add(way, message -> Verdict.when(decision.minimalCompletionStage()));
        Verdict waiting = way.through(pipeline, MESSAGE, service);
        decision.complete(Verdict.drop());
        assertThat(settled(waiting)).isEqualTo(Verdict.drop());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("names the extension in the log, once a second at most")
    void namesTheExtension(Way way) {
        Logger logger = (Logger) LoggerFactory.getLogger(ExtensionPipeline.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        FaultLog log = new FaultLog(nanos::get);
        Extension culprit = way.extension((message, exchange) -> null);
        Extension other = Extensions.remoteOnly(culprit);
        for (long time : new long[] {0, 1, 999_999_999, 1_000_000_000}) {
            nanos.set(time);
            log.refused(culprit, new IllegalStateException("planted " + time));
            log.refused(other, new IllegalStateException("planted " + time));
        }
        logger.detachAppender(lines);
        String name = culprit.getClass().getName();
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        line(name, 0, 0),
                        line("remoteOnly(" + name + ")", 0, 0),
                        line(name, 1_000_000_000, 2),
                        line("remoteOnly(" + name + ")", 1_000_000_000, 2));
    }

    private static String line(String extension, long time, int leftOut) {
        return "Extension failed; refusing the message (extension=" + extension
                + ", fault=java.lang.IllegalStateException: planted " + time + ", similar lines left out=" + leftOut
                + ")";
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("goes on after a late verdict, and after one that never comes, on the executor only")
    void goesOnOnTheExecutor(Way way) throws InterruptedException {
        BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        CompletableFuture<Verdict> decision = new CompletableFuture<>();
        add(way, message -> Verdict.when(decision));
        add(way, message -> named(Verdict.pass(message), threads));
        Verdict.When late = (Verdict.When) way.through(pipeline, MESSAGE, service);
        CompletionStage<Verdict> noted = late.later().thenApply(verdict -> named(verdict, threads));
        decision.complete(Verdict.pass(MESSAGE));
        assertThat(settled(Verdict.when(noted))).isEqualTo(Verdict.pass(MESSAGE));
        assertThat(threads).containsExactly("test-extension", "test-extension");

        BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        ExtensionPipeline impatient = new ExtensionPipeline(timer, tasks::add, Duration.ofMillis(20));
        impatient.add(way.extension((message, exchange) -> Verdict.when(new CompletableFuture<>())), service);
        Verdict.When never = (Verdict.When) way.through(impatient, MESSAGE, service);
        Runnable task = tasks.poll(10, TimeUnit.SECONDS);
        assertThat(never.later().toCompletableFuture()).isNotDone();
        task.run();
        assertThat(never.later().toCompletableFuture()).isCompletedWithValue(FAILED);
    }

    private static Verdict named(Verdict verdict, BlockingQueue<String> threads) {
        threads.add(Thread.currentThread().getName());
        return verdict;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("cuts off the one that puts its verdict off again and again")
    void cutsOffProcrastinators(Way way) {
        ExtensionPipeline impatient = new ExtensionPipeline(timer, executor, Duration.ofMillis(20));
        impatient.add(way.extension((message, exchange) -> tomorrow()), service);
        assertThat(settled(way.through(impatient, MESSAGE, service))).isEqualTo(FAILED);
    }

    private static Verdict tomorrow() {
        return Verdict.when(CompletableFuture.supplyAsync(
                ExtensionFailuresTest::tomorrow, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("cuts off the one that hangs, and does not listen to it later")
    void cutsOff(Way way) {
        ExtensionPipeline impatient = new ExtensionPipeline(timer, executor, Duration.ofMillis(20));
        List<Message> seen = new ArrayList<>();
        CompletableFuture<Verdict> decision = new CompletableFuture<>();
        impatient.add(
                way.extension((message, exchange) ->
                        message.equals(MESSAGE) ? Verdict.when(decision) : Verdict.pass(message)),
                service);
        impatient.add(
                way.extension((message, exchange) -> seen.add(message) ? Verdict.pass(message) : FAILED), service);
        Verdict waiting = way.through(impatient, MESSAGE, service);
        assertThat(settled(waiting)).isEqualTo(FAILED);
        decision.complete(Verdict.pass(MESSAGE));
        assertThat(settled(waiting)).isEqualTo(FAILED);
        assertThat(seen).isEmpty();
        assertThat(way.through(impatient, Message.EMPTY, service)).isEqualTo(Verdict.pass(Message.EMPTY));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("cuts off the one that puts it off again")
    void cutsOffTheSecondDelay(Way way) {
        ExtensionPipeline impatient = new ExtensionPipeline(timer, executor, Duration.ofMillis(20));
        impatient.add(way.extension((message, exchange) -> later(Verdict.when(new CompletableFuture<>()))), service);
        assertThat(settled(way.through(impatient, MESSAGE, service))).isEqualTo(FAILED);
    }
}
