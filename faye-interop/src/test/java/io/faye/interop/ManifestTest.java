package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("not-in-faye")
@DisplayName("The manifests for Kubernetes")
class ManifestTest {

    private static final Path FILE = Path.of("..", "deploy", "kubernetes", "faye.yaml");

    private static Program compare(Path file) throws IOException {
        return Program.run(
                NodeModules.install(),
                "node",
                "manifest.mjs",
                file.toAbsolutePath().normalize().toString());
    }

    @Test
    @DisplayName("have no member that Kubernetes' API does not know, and none of another type")
    void areValid() throws IOException {
        assertThat(compare(FILE).succeeds().output()).isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "readOnlyRootFilesystem, readOnlyRootFilesytem, may only specify known properties",
        "periodSeconds: 2, periodSeconds: two, not assignable to type 'number'",
        "kind: PodDisruptionBudget, kind: PodDisruption, Unknown kind"
    })
    @DisplayName("are compared with the API's types, which refuse what is wrong")
    void refuses(String right, String wrong, String fault, @TempDir Path folder) throws IOException {
        String manifests = Files.readString(FILE);
        assertThat(manifests).contains(right);
        Program compared = compare(Files.writeString(folder.resolve("bad.yaml"), manifests.replace(right, wrong)));
        assertThat(compared.status()).isNotZero();
        assertThat(compared.output()).contains(fault);
    }
}
