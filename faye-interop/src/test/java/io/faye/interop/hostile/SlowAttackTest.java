package io.faye.interop.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.RawHttp;
import io.faye.interop.RawSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Target.Shared.class)
@DisplayName("Who comes too slowly is given up, and nobody else notices:")
class SlowAttackTest {

    private static final int EACH = 50;
    private static final int SECONDS = 20;

    @Test
    @DisplayName("headers and bodies, a byte each second")
    void trickles(Target target) {
        target.survives((server, innocents) -> {
            List<RawSocket> attackers = new ArrayList<>();
            try {
                for (int i = 0; i < EACH; i++) {
                    attackers.add(begin(server, "GET /faye HTTP/1.1\r\nHost: x\r\nX: "));
                    attackers.add(begin(
                            server,
                            "POST /faye HTTP/1.1\r\nHost: x\r\n" + RawHttp.JSON + "Content-Length: 1000000\r\n\r\n["));
                    attackers.add(begin(
                            server,
                            "POST /faye HTTP/1.1\r\nHost: x\r\n" + RawHttp.JSON
                                    + "Transfer-Encoding: chunked\r\n\r\nfffff\r\n["));
                }
                trickle(attackers);
                assertThat(attackers)
                        .allSatisfy(attacker -> assertThat(attacker.line()).contains(" 408 "));
            } finally {
                attackers.forEach(RawSocket::close);
            }
        });
    }

    private static RawSocket begin(Target target, String request) {
        RawSocket socket = new RawSocket(target.port());
        socket.write(request.getBytes(ISO_8859_1));
        return socket;
    }

    /** Goes on until the first is answered: all began at the same time. */
    private static void trickle(List<RawSocket> attackers) {
        for (int second = 0; second < SECONDS; second++) {
            if (attackers.get(0).hears(Duration.ofSeconds(1))) {
                return;
            }
            attackers.forEach(attacker -> attacker.writeWhileOpen(new byte[] {' '}));
        }
    }
}
