package io.faye.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tables of what is reported when")
class EventTablesTest {

    private static final Path TABLES = Path.of(System.getProperty("basedir", "."), "../docs/events.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+Rules\\.\\w+)`");
    private static final List<Class<?>> TOPICS = List.of(
            SessionEventRules.class,
            SubscriptionEventRules.class,
            MessageEventRules.class,
            EventRules.class,
            EndingEventRules.class,
            ClosingEventRules.class,
            SharedEventRules.class,
            SharedEndingRules.class);

    private static Set<String> named() throws IOException {
        return TEST.matcher(Files.readString(TABLES))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Stream<String> tests(Class<?> topic) {
        return Arrays.stream(topic.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(EngineRule.class))
                .map(Method::getName)
                .map(name -> topic.getSimpleName() + "." + name);
    }

    @Test
    @DisplayName("name every test of the kit about events")
    void areComplete() throws IOException {
        assertThat(named())
                .containsAll(TOPICS.stream().flatMap(EventTablesTest::tests).toList());
    }

    @Test
    @DisplayName("name no test that there is not")
    void areTrue() throws IOException {
        assertThat(named()).allSatisfy(test -> {
            String topic = test.substring(0, test.indexOf('.'));
            assertThat(tests(Class.forName("io.faye.tck." + topic))).contains(test);
        });
    }
}
