package io.faye.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.faye.engine.EngineCapabilities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs kits, and notes what comes of each test that is about a rule. */
final class TckRun implements TestExecutionListener {

    private static final String NOT_APPLICABLE = "Not applicable: ";

    private final List<TestResult> results = new ArrayList<>();
    private final Map<TestIdentifier, Long> begun = new ConcurrentHashMap<>();

    private TckRun() {}

    static Results run(List<Class<?>> kits, EngineCapabilities capabilities) {
        TckRun run = new TckRun();
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        kits.forEach(kit -> request.selectors(selectClass(kit)));
        LauncherFactory.create().execute(request.build(), run);
        return Results.of(run.results, capabilities);
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        begun.put(test, System.nanoTime());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Duration time = Duration.ofNanos(System.nanoTime() - Objects.requireNonNull(begun.remove(test)));
        test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .ifPresent(source -> {
                    EngineRule rule = source.getJavaMethod().getAnnotation(EngineRule.class);
                    if (rule != null) {
                        results.add(result(source, rule, test.getDisplayName(), result, time));
                    }
                });
    }

    private static TestResult result(
            MethodSource source, EngineRule rule, String name, TestExecutionResult result, Duration time) {
        String text = result.getThrowable()
                .map(fault -> String.valueOf(fault.getMessage()).strip())
                .orElse("");
        TestOutcome outcome = outcome(result, text);
        String reason = text.startsWith(NOT_APPLICABLE) ? text.substring(NOT_APPLICABLE.length()) : text;
        return new TestResult(kit(source), rule.value()[0], rule.level(), name, outcome, reason, time);
    }

    /** Tests are in classes nested in their kit. */
    private static String kit(MethodSource source) {
        Class<?> topic = source.getJavaClass();
        Class<?> kit = topic.getEnclosingClass();
        return kit == null ? topic.getSimpleName() : kit.getSimpleName();
    }

    private static TestOutcome outcome(TestExecutionResult result, String text) {
        return switch (result.getStatus()) {
            case SUCCESSFUL -> TestOutcome.PASSED;
            case FAILED -> TestOutcome.FAILED;
            case ABORTED -> text.contains(RuleReport.ALLOWED) ? TestOutcome.ALLOWED : TestOutcome.NOT_APPLICABLE;
        };
    }
}
