package io.faye.extension;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An extension pipeline")
class ExtensionPipelineTest extends PipelineFixture {

    @Test
    @DisplayName("without extensions passes each message as it is")
    void passesWithoutExtensions() {
        assertThat(pipeline.isEmpty()).isTrue();
        assertThat(Way.IN.through(pipeline, MESSAGE, service)).isEqualTo(Verdict.pass(MESSAGE));
        assertThat(Way.OUT.through(pipeline, MESSAGE, service)).isEqualTo(Verdict.pass(MESSAGE));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("asks extensions in the order in which they were added, each about what the one before passed")
    void asksInOrder(Way way) {
        add(way, message -> Verdict.pass(append(message, "first")));
        add(way, message -> later(Verdict.pass(append(message, "second"))));
        add(way, message -> Verdict.pass(append(message, "third")));
        assertThat(passed(way).data()).contains(Json.of("hello first second third"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("asks only about the direction that a message goes")
    void asksOnlyAboutTheDirection(Way way) {
        add(way == Way.IN ? Way.OUT : Way.IN, message -> Verdict.drop());
        assertThat(passed(way)).isSameAs(MESSAGE);
    }

    @Test
    @DisplayName("knows whether anybody looks at messages to clients")
    void knowsWhoLooks() {
        Extension none = new Extension() {};
        pipeline.add(none, service);
        add(Way.IN, Verdict::pass);
        pipeline.add(Extensions.remoteOnly(pipeline.extensions().get(1)), service);
        assertThat(pipeline.looksAtOutgoing()).isFalse();
        Extension looking = Extensions.remoteOnly(Way.OUT.extension((message, exchange) -> Verdict.pass(message)));
        pipeline.add(looking, service);
        assertThat(pipeline.looksAtOutgoing()).isTrue();
        pipeline.remove(looking);
        assertThat(pipeline.looksAtOutgoing()).isFalse();
        assertThat(pipeline.extensions()).hasSize(3).startsWith(none);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("hands on the very same message if nobody changes it, at once if nobody needs time")
    void keepsTheInstance(Way way) {
        add(way, Verdict::pass);
        Verdict verdict = way.through(pipeline, MESSAGE, service);
        assertThat(((Verdict.Pass) verdict).message()).isSameAs(MESSAGE);
        add(way, message -> later(Verdict.pass(message)));
        assertThat(passed(way)).isSameAs(MESSAGE);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("asks nobody any more once a message is refused or dropped")
    void stopsAtRefusal(Way way) {
        for (Verdict last : List.of(Verdict.refuse(FORBIDDEN), Verdict.drop())) {
            ExtensionPipeline own = new ExtensionPipeline(timer, executor, Duration.ofSeconds(30));
            List<Message> seen = new ArrayList<>();
            own.add(way.extension((message, exchange) -> last), service);
            own.add(way.extension((message, exchange) -> seen.add(message) ? Verdict.pass(message) : last), service);
            assertThat(way.through(own, MESSAGE, service)).isEqualTo(last);
            ExtensionPipeline slow = new ExtensionPipeline(timer, executor, Duration.ofSeconds(30));
            slow.add(way.extension((message, exchange) -> later(last)), service);
            slow.add(own.extensions().get(1), service);
            assertThat(settled(way.through(slow, MESSAGE, service))).isEqualTo(last);
            assertThat(seen).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("shows extensions the exchange")
    void showsTheExchange(Way way) {
        List<Exchange> seen = new ArrayList<>();
        pipeline.add(
                way.extension((message, exchange) -> {
                    seen.add(exchange);
                    return Verdict.pass(message);
                }),
                service);
        passed(way);
        assertThat(seen).containsExactly(service);
        assertThat(seen.get(0).isLocal()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("takes its time until all verdicts are there, and may be asked about other messages meanwhile")
    void waits(Way way) {
        CompletableFuture<Verdict> decision = new CompletableFuture<>();
        add(way, message -> message.equals(MESSAGE) ? Verdict.when(decision) : Verdict.pass(message));
        Verdict.When waiting = (Verdict.When) way.through(pipeline, MESSAGE, service);
        assertThat(way.through(pipeline, Message.EMPTY, service)).isEqualTo(Verdict.pass(Message.EMPTY));
        assertThat(waiting.later().toCompletableFuture()).isNotDone();
        decision.complete(Verdict.when(CompletableFuture.completedFuture(Verdict.refuse(FORBIDDEN))));
        assertThat(settled(waiting)).isEqualTo(Verdict.refuse(FORBIDDEN));
        assertThat(timer.getQueue()).allMatch(task -> ((Future<?>) task).isCancelled());
    }
}
