package io.faye.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("When extensions come and go, the pipeline")
class ExtensionChangesTest extends PipelineFixture {

    @Test
    @DisplayName("tells an extension that it was added and, once, that it was removed")
    void tells() {
        List<String> told = new ArrayList<>();
        Extension extension = new Extension() {
            @Override
            public void added(Sessions sessions) {
                told.add("added " + (sessions == service));
            }

            @Override
            public void removed() {
                told.add("removed");
            }
        };
        pipeline.remove(extension);
        pipeline.add(extension, service);
        assertThat(pipeline.extensions()).containsExactly(extension);
        pipeline.remove(extension);
        pipeline.remove(extension);
        assertThat(told).containsExactly("added true", "removed");
        assertThat(pipeline.isEmpty()).isTrue();
    }

    @Test
    @DisplayName("does not ask an extension that did not want to be added")
    void leavesOutWhoFails() {
        Extension unwilling = new Extension() {
            @Override
            public void added(Sessions sessions) {
                throw new IllegalStateException("planted");
            }
        };
        assertThatThrownBy(() -> pipeline.add(unwilling, service)).hasMessage("planted");
        assertThat(pipeline.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("goes on with those that were there when a message came")
    void keepsTheChain(Way way) {
        CompletableFuture<Verdict> decision = new CompletableFuture<>();
        add(way, message -> Verdict.when(decision));
        Extension second = way.extension((message, exchange) -> Verdict.pass(append(message, "second")));
        pipeline.add(second, service);
        Verdict waiting = way.through(pipeline, MESSAGE, service);
        pipeline.remove(second);
        add(way, message -> Verdict.drop());
        decision.complete(Verdict.pass(MESSAGE));
        assertThat(settled(waiting)).isEqualTo(Verdict.pass(append(MESSAGE, "second")));
    }

    @Test
    @DisplayName("puts extensions in the place of others at once, and tells those that come and those that go")
    void replaces() {
        List<String> told = new ArrayList<>();
        Extension first = telling("first", told);
        Extension second = telling("second", told);
        Extension third = telling("third", told);
        Extension last = telling("last", told);
        pipeline.add(last, service);
        pipeline.replace(List.of(), List.of(first, second), service);
        assertThat(pipeline.extensions()).containsExactly(first, second, last);
        pipeline.replace(List.of(first, second), List.of(third, second), service);
        assertThat(pipeline.extensions()).containsExactly(third, second, last);
        pipeline.replace(List.of(third, second), List.of(), service);
        assertThat(pipeline.extensions()).containsExactly(last);
        assertThat(told).containsExactly("+last", "+first", "+second", "+third", "-first", "-third", "-second");
    }

    @Test
    @DisplayName("changes nothing if an extension that comes fails")
    void replacesAllOrNothing() {
        List<String> told = new ArrayList<>();
        Extension old = telling("old", told);
        Extension good = telling("good", told);
        Extension bad = new Extension() {
            @Override
            public void added(Sessions sessions) {
                throw new IllegalStateException("Not today");
            }
        };
        pipeline.add(old, service);
        assertThatIllegalStateException()
                .isThrownBy(() -> pipeline.replace(List.of(old), List.of(good, bad), service))
                .withMessage("Not today");
        assertThat(pipeline.extensions()).containsExactly(old);
        assertThat(told).containsExactly("+old", "+good", "-good");
    }

    private static Extension telling(String name, List<String> told) {
        return new Extension() {
            @Override
            public void added(Sessions sessions) {
                told.add("+" + name);
            }

            @Override
            public void removed() {
                told.add("-" + name);
            }
        };
    }
}
