package io.faye.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.engine.EngineException;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.MonitoredEngine;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The memory engine's provider")
class MemoryEngineProviderTest {

    @Test
    @DisplayName("is found by its name, and says what it is")
    void isFound() {
        EngineProvider provider = EngineProvider.named("memory");
        assertThat(provider).isInstanceOf(MemoryEngineProvider.class);
        assertThat(provider.capabilities().isShared()).isFalse();
        assertThat(provider.capabilities().hasOwnClock()).isFalse();
        assertThat(provider.capabilities().isDurable()).isFalse();
        assertThat(provider.capabilities().maxNotificationDelay()).isZero();
    }

    @Test
    @DisplayName("refuses options, by name")
    void refusesOptions() {
        EngineOptions options = EngineOptions.of("size", "3");
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try {
            assertThatThrownBy(() -> MonitoredEngine.builder(new MemoryEngineProvider())
                            .options(options)
                            .build(scheduler, scheduler))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("size");
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    @DisplayName("is named in the module's descriptor just as for the class path")
    void descriptorAndServicesAgree() throws Exception {
        assertThat(descriptor().provides())
                .filteredOn(provides -> provides.service().equals(EngineProvider.class.getName()))
                .singleElement()
                .satisfies(provides -> assertThat(provides.providers()).isEqualTo(services()));
    }

    @Test
    @DisplayName("is all that the module shows, and that through the service only")
    void nothingIsExported() throws Exception {
        assertThat(descriptor().name()).isEqualTo("io.faye.engine.memory");
        assertThat(descriptor().exports()).isEmpty();
    }

    /** Of several modules on the class path takes the one beside the provider. */
    private static ModuleDescriptor descriptor() throws Exception {
        try (InputStream source = open("/module-info.class")) {
            return ModuleDescriptor.read(source);
        }
    }

    private static List<String> services() throws Exception {
        try (InputStream source = open("/META-INF/services/" + EngineProvider.class.getName())) {
            Stream<String> lines = new String(source.readAllBytes(), StandardCharsets.UTF_8).lines();
            return lines.filter(line -> !line.isBlank()).toList();
        }
    }

    private static InputStream open(String path) throws Exception {
        String root = MemoryEngineProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
        String base = root.endsWith("/") ? root.substring(0, root.length() - 1) : "jar:" + root + "!";
        return URI.create(base + path).toURL().openStream();
    }
}
