package io.faye.tck;

import io.faye.tck.Heard.Kind;
import java.util.List;
import java.util.Map;

/** A topic on a service of three processes; alice, bob and carol have begun their sessions in the first. */
@SuppressWarnings("NullAway.Init")
abstract class SharedFixture extends SessionFixture {

    static final String MARKER = "(marker)";

    Host second;
    Host third;

    @Override
    void checkThatItApplies() {
        applies(capabilities().isShared(), "the engine's capabilities say that it is not shared between processes");
    }

    @Override
    void begun() {
        second = service.start();
        third = service.start();
    }

    List<Host> hosts() {
        return List.of(host, second, third);
    }

    /** Waits until an engine has told something, at least once. */
    void awaitsTold(Kind kind, Client client, Host where) {
        service.patience()
                .until(
                        "process " + where.number() + " is told " + kind + " of " + client,
                        () -> told(kind, client, where) > 0);
    }

    int told(Kind kind, Client client, Host where) {
        return log.all(heard -> heard.is(kind, client) && heard.process() == where.number())
                .size();
    }

    /** Waits until whatever was told before has surely come: what another process does later has. */
    void settle(Host where) {
        settle(where, hosts().get(where.number() % hosts().size()));
    }

    void settle(Host where, Host other) {
        Client marker = service.client(where, MARKER, Map.of());
        marker.attach();
        marker.in(other).destroy();
        awaitsTold(Kind.ENDED, marker, where);
    }
}
