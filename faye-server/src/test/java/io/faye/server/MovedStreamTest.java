package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.Engine;
import io.faye.engine.EngineContext;
import io.faye.engine.EngineOptions;
import io.faye.engine.EngineProvider;
import io.faye.engine.Traits;
import io.faye.protocol.ClientId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When another process reads for a client")
class MovedStreamTest extends ServerTest {

    private EngineContext context;

    @Override
    BayeuxServerBuilder settings() {
        EngineProvider memory = EngineProvider.named("memory");
        return super.settings()
                .engine(
                        new EngineProvider() {
                            @Override
                            public String name() {
                                return memory.name();
                            }

                            @Override
                            public Traits traits() {
                                return memory.traits();
                            }

                            @Override
                            public Engine create(EngineContext lent, EngineOptions options) {
                                context = lent;
                                return memory.create(lent, options);
                            }
                        },
                        EngineOptions.none());
    }

    @Test
    @DisplayName("its stream that needs no connect is closed, so that it opens another")
    void closesAttachedStreams() {
        String id = http().handshake();
        Remote stream = socket();
        stream.streams(id);
        context.clientMoved(ClientId.parse(id).orElseThrow());

        assertThat(stream.closes()).isEqualTo(MessageSink.CloseReason.SESSION_ENDED);
    }

    @Test
    @DisplayName("its socket stays open, and its next connect there brings it back")
    void keepsSockets() {
        Remote socket = socket();
        String id = socket.handshake();
        socket.subscribe(id, "/a");
        socket.connect(id, 1);
        context.clientMoved(ClientId.parse(id).orElseThrow());
        http().publish("/a", 1);
        assertThat(socket.isClosed()).isFalse();
        socket.connect(id, 2);

        assertThat(socket.receives(1)).containsExactly("1");
    }
}
