package io.faye.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.Developer;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Scm;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** https://central.sonatype.org/publish/requirements/ has what is asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("What Maven Central asks of each module that is published")
class CentralTest {

    private static final String SIGN = "maven-gpg-plugin";
    private static final String UPLOAD = "central-publishing-maven-plugin";
    private static final List<String> ELSEWHERE = List.of("faye-dist");

    private final EffectivePoms poms = new EffectivePoms(
            Path.of("").toAbsolutePath().getParent(),
            Path.of(System.getProperty("faye.local.repository")),
            List.of("sources", "release"));
    private List<Model> published = List.of();

    @BeforeAll
    void read() {
        published = poms.published();
    }

    Stream<Model> published() {
        return published.stream();
    }

    @Test
    @DisplayName("is asked of the libraries and the server, and not of tests, benchmarks and archives")
    void publishesLibraries() {
        assertThat(published.stream().map(Model::getArtifactId))
                .contains("faye-parent", "faye-bom", "faye-protocol", "faye-tck", "faye-client", "faye-standalone")
                .doesNotContain("faye-interop", "faye-tck-selftest", "faye-benchmark", "faye-dist");
    }

    @ParameterizedTest
    @MethodSource("published")
    @DisplayName("is in its POM: name, description, address, licence, developers and source")
    void describesItself(Model pom) {
        List<String> missing = new ArrayList<>();
        demand(missing, "name", pom.getName());
        demand(missing, "description", pom.getDescription());
        demandAddress(missing, "url", pom.getUrl());
        demandEach(missing, "licenses", pom.getLicenses().stream().map(CentralTest::lacks));
        demandEach(missing, "developers", pom.getDevelopers().stream().map(CentralTest::lacks));
        Scm scm = Optional.ofNullable(pom.getScm()).orElseGet(Scm::new);
        demandAddress(missing, "scm.url", scm.getUrl());
        demand(missing, "scm.connection", scm.getConnection());
        demand(missing, "scm.developerConnection", scm.getDeveloperConnection());

        assertThat(missing).as("what the POM of %s lacks", pom.getArtifactId()).isEmpty();
    }

    private static Optional<String> lacks(License license) {
        return Optional.of("name and url").filter(what -> isBlank(license.getName()) || !isAddress(license.getUrl()));
    }

    private static Optional<String> lacks(Developer developer) {
        return Optional.of("name").filter(what -> isBlank(developer.getName()));
    }

    private static void demandEach(List<String> missing, String what, Stream<Optional<String>> faults) {
        List<Optional<String>> all = faults.toList();
        if (all.isEmpty()) {
            missing.add(what);
        }
        all.forEach(fault -> fault.ifPresent(lacks -> missing.add(what + "." + lacks)));
    }

    private static void demand(List<String> missing, String what, String value) {
        if (isBlank(value)) {
            missing.add(what);
        }
    }

    private static void demandAddress(List<String> missing, String what, String value) {
        if (!isAddress(value)) {
            missing.add(what);
        }
    }

    private static boolean isBlank(String value) {
        return value == null || value.isBlank() || value.contains("${");
    }

    private static boolean isAddress(String value) {
        return value != null && value.startsWith("https://") && !value.contains("${");
    }

    @Test
    @DisplayName("is the same address in all POMs, though modules inherit it")
    void sharesAddresses() {
        assertThat(published.stream().map(Model::getUrl).distinct()).hasSize(1);
        assertThat(published.stream().map(pom -> pom.getScm().getUrl()).distinct())
                .hasSize(1);
        assertThat(published.stream()
                        .map(pom -> pom.getScm().getDeveloperConnection())
                        .distinct())
                .hasSize(1);
        assertThat(published.stream().map(Model::getVersion).distinct()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("published")
    @DisplayName("is beside its jar in a release: sources, javadoc, and a signature of each file")
    void attaches(Model pom) {
        List<String> goals = goals(pom, SIGN);
        if (!pom.getPackaging().equals("pom")) {
            goals.addAll(goals(pom, "maven-source-plugin"));
            goals.addAll(goals(pom, "maven-javadoc-plugin"));
            assertThat(goals).containsExactlyInAnyOrder("sign", "jar-no-fork", "jar");
        }
        assertThat(goals).contains("sign");
        assertThat(plugin(pom, UPLOAD))
                .as("the upload of %s", pom.getArtifactId())
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("published")
    @DisplayName("is that it needs nothing that is not there: no snapshot of others, no further repository")
    void dependsOnReleases(Model pom) {
        assertThat(pom.getDependencies())
                .filteredOn(dependency -> !dependency.getGroupId().equals(pom.getGroupId()))
                .allSatisfy(dependency -> assertThat(dependency.getVersion()).doesNotContain("SNAPSHOT", "${"));
        assertThat(pom.getRepositories())
                .allSatisfy(repository -> assertThat(repository.getId()).isEqualTo("central"));
    }

    @Test
    @DisplayName("is not asked of what stays here, so the upload leaves it out")
    void leavesOut() {
        Model parent = published.get(0);
        Xpp3Dom configuration = (Xpp3Dom) plugin(parent, UPLOAD).orElseThrow().getConfiguration();

        assertThat(Arrays.stream(configuration.getChild("excludeArtifacts").getChildren())
                        .map(Xpp3Dom::getValue))
                .containsExactlyInAnyOrderElementsOf(poms.keptHere())
                .doesNotContainAnyElementsOf(ELSEWHERE);
    }

    private static List<String> goals(Model pom, String artifactId) {
        return new ArrayList<>(plugin(pom, artifactId).map(Plugin::getExecutions).orElse(List.of()).stream()
                .map(PluginExecution::getGoals)
                .flatMap(List::stream)
                .toList());
    }

    private static Optional<Plugin> plugin(Model pom, String artifactId) {
        return pom.getBuild().getPlugins().stream()
                .filter(plugin -> plugin.getArtifactId().equals(artifactId))
                .findFirst();
    }
}
