package io.faye.interop;

import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(World.Shared.class)
@Tag("servlet")
@DisplayName("The server answers on the wire")
class WireConformanceTest {

    @TestFactory
    @DisplayName("as Faye does")
    Stream<DynamicNode> asFaye(World world) {
        return Stream.of(
                        "replies.wire",
                        "handshake.wire",
                        "connect.wire",
                        "subscribe.wire",
                        "disconnect.wire",
                        "publish.wire",
                        "sessions.wire")
                .map(table -> tests(table, world::server));
    }

    @TestFactory
    @Tag("not-in-faye")
    @DisplayName("as we decided")
    Stream<DynamicNode> asDecided(World world) {
        return Stream.of("decisions.wire", "ack.wire").map(table -> tests(table, world::server));
    }

    @TestFactory
    @Tag("not-in-faye")
    @DisplayName("by names of channels as CometD does, if it is told to")
    DynamicNode namesAsCometd(World world) {
        return tests("names.wire", world::cometdNames);
    }

    private static DynamicNode tests(String table, Supplier<ServerProcess> server) {
        return DynamicContainer.dynamicContainer(
                table, WireTable.read(table).stream().flatMap(row -> tests(row, server)));
    }

    private static Stream<DynamicNode> tests(WireRow row, Supplier<ServerProcess> server) {
        return row.transports().stream()
                .map(transport -> DynamicTest.dynamicTest(
                        row.title() + ", " + transport.wireName(), () -> WireScene.play(row, transport, server.get())));
    }
}
