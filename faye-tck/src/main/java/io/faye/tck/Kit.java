package io.faye.tck;

import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the kit's classes have in common: the engine, and services of one or several processes that run on it. */
@ExtendWith({RuleReport.class, Bounds.class, KitPart.Assembly.class})
abstract class Kit {

    private final List<Service> services = new CopyOnWriteArrayList<>();
    private volatile WaitBudget waitBudget = new WaitBudget();

    Kit() {}

    /** {@return the engine to be tested} */
    protected abstract EngineProvider provider();

    /**
     * {@return options for the engine} Called once for each service that a test starts. All processes of the service get
     * the same options, and so does a process that the test starts again. Each call returns the address of a new, empty
     * store, if the engine has one. The kit does not delete the store.
     */
    protected EngineOptions options() {
        return EngineOptions.none();
    }

    /** {@return what the engine is told as its limit for operations; the kit waits a little more than twice as long} */
    protected Duration operationTimeout() {
        return Duration.ofSeconds(4);
    }

    Settings settings() {
        return Settings.of(provider().capabilities(), operationTimeout());
    }

    void waitBudget(WaitBudget shared) {
        waitBudget = shared;
    }

    /** {@return a new service of one process} */
    Service open(Settings settings) {
        Service service = new Service(provider(), options(), settings, waitBudget);
        services.add(service);
        return service;
    }

    @AfterEach
    void closeServices() {
        services.forEach(Service::close);
        services.clear();
    }

    /** {@return what the hosts of this test heard, for people} */
    List<String> heard() {
        return services.stream()
                .flatMap(service -> service.log().story().stream())
                .toList();
    }
}
