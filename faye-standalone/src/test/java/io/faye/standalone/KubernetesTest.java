package io.faye.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.server.DrainOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

@DisplayName("The manifests for Kubernetes")
class KubernetesTest {

    private static final Path FILE =
            Path.of(System.getProperty("basedir", ".")).resolve("../deploy/kubernetes/faye.yaml");
    /** What the server takes to close, with the engine. */
    private static final Duration CLOSING = Duration.ofSeconds(15);

    private final Map<String, Object> manifests = manifests();

    /** {@return the objects by their kinds} */
    private static Map<String, Object> manifests() {
        try {
            Iterable<Object> documents =
                    new Load(LoadSettings.builder().build()).loadAllFromString(Files.readString(FILE));
            return StreamSupport.stream(documents.spliterator(), false)
                    .collect(Collectors.toMap(document -> String.valueOf(at(document, "kind")), document -> document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what is at a path of names and indices} */
    private static Object at(Object from, Object... path) {
        Object found = from;
        for (Object step : path) {
            found = step instanceof Integer index ? ((List<?>) found).get(index) : ((Map<?, ?>) found).get(step);
            assertThat(found).as("%s in %s", step, List.of(path)).isNotNull();
        }
        return Objects.requireNonNull(found);
    }

    private Object pod() {
        return at(manifests, "Deployment", "spec", "template", "spec");
    }

    private Object container() {
        return at(pod(), "containers", 0);
    }

    private ServeOptions options() {
        ServeOptions options = new ServeOptions(Map.of());
        List<String> arguments = ((List<?>) at(container(), "args"))
                .stream().map(String::valueOf).toList();
        assertThat(arguments).startsWith("serve");
        new CommandLine(new ServeCommand(options))
                .parseArgs(arguments.stream().skip(1).toArray(String[]::new));
        return options.complete();
    }

    private static Duration seconds(Object number) {
        return Duration.ofSeconds((Integer) number);
    }

    @Test
    @DisplayName("are a Service, a Deployment and a PodDisruptionBudget that select the same pods")
    void selectTheSamePods() {
        assertThat(manifests).containsOnlyKeys("Service", "Deployment", "PodDisruptionBudget");
        Object labels = at(manifests, "Deployment", "spec", "template", "metadata", "labels");
        assertThat(at(manifests, "Service", "spec", "selector")).isEqualTo(labels);
        assertThat(at(manifests, "Deployment", "spec", "selector", "matchLabels"))
                .isEqualTo(labels);
        assertThat(at(manifests, "PodDisruptionBudget", "spec", "selector", "matchLabels"))
                .isEqualTo(labels);
    }

    @Test
    @DisplayName("start the server with options that it has, on an engine that is shared, on the port that is asked")
    void startTheServer() {
        ServeOptions options = options();
        assertThat(options.engine()).isEqualTo("redis");
        assertThat(at(container(), "ports", 0, "containerPort")).isEqualTo(options.port());
        Object name = at(container(), "ports", 0, "name");
        assertThat(at(manifests, "Service", "spec", "ports", 0, "targetPort")).isEqualTo(name);
        assertThat(at(container(), "readinessProbe", "httpGet", "port")).isEqualTo(name);
        assertThat(at(container(), "readinessProbe", "httpGet", "path")).isEqualTo("/health/ready");
        assertThat(at(container(), "livenessProbe", "httpGet", "port")).isEqualTo(name);
        assertThat(at(container(), "livenessProbe", "httpGet", "path")).isEqualTo("/health/live");
        assertThat(at(container(), "startupProbe", "tcpSocket", "port")).isEqualTo(name);
    }

    @Test
    @DisplayName("give the server as long as it takes to drain and to close, and readiness the time to turn red")
    void timesAddUp() {
        DrainOptions drain = options().limits().moves().drain().orElseThrow();
        Duration preStop = seconds(at(container(), "lifecycle", "preStop", "sleep", "seconds"));
        assertThat(seconds(at(pod(), "terminationGracePeriodSeconds")))
                .isGreaterThanOrEqualTo(
                        preStop.plus(drain.grace()).plus(drain.time()).plus(CLOSING));
        Duration noticed = seconds(at(container(), "readinessProbe", "periodSeconds"))
                .multipliedBy((Integer) at(container(), "readinessProbe", "failureThreshold"));
        assertThat(drain.grace()).isGreaterThan(noticed);
    }

    @Test
    @DisplayName("never have fewer servers than asked for during a rollout, and let nobody in the container be root")
    void areCareful() {
        assertThat(at(manifests, "Deployment", "spec", "strategy", "rollingUpdate", "maxUnavailable"))
                .isEqualTo(0);
        assertThat(at(manifests, "PodDisruptionBudget", "spec", "maxUnavailable"))
                .isEqualTo(1);
        assertThat(at(pod(), "securityContext", "runAsNonRoot")).isEqualTo(true);
        assertThat(at(container(), "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
        assertThat(at(container(), "securityContext", "allowPrivilegeEscalation"))
                .isEqualTo(false);
    }
}
