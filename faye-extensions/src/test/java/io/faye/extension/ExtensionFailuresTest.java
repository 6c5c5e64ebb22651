package io.faye.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("When an extension fails, the pipeline")
class ExtensionFailuresTest extends PipelineFixture {

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
                message -> later(Verdict.when(CompletableFuture.failedFuture(new Exception("planted")))));
        for (Behaviour failure : failures) {
            ExtensionPipeline own = new ExtensionPipeline(timer, Duration.ofSeconds(30));
            own.add(
                    way.extension((message, exchange) ->
                            message.equals(MESSAGE) ? failure.verdict(message) : Verdict.pass(message)),
                    service);
            assertThat(settled(way.through(own, MESSAGE, service))).isEqualTo(FAILED);
            assertThat(settled(way.through(own, Message.EMPTY, service))).isEqualTo(Verdict.pass(Message.EMPTY));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("cuts off the one that puts its verdict off again and again")
    void cutsOffProcrastinators(Way way) {
        ExtensionPipeline impatient = new ExtensionPipeline(timer, Duration.ofMillis(20));
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
        ExtensionPipeline impatient = new ExtensionPipeline(timer, Duration.ofMillis(20));
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
        ExtensionPipeline impatient = new ExtensionPipeline(timer, Duration.ofMillis(20));
        impatient.add(way.extension((message, exchange) -> later(Verdict.when(new CompletableFuture<>()))), service);
        assertThat(settled(way.through(impatient, MESSAGE, service))).isEqualTo(FAILED);
    }
}
