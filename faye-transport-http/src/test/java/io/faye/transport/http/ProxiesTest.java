package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Behind a proxy")
class ProxiesTest extends TestServer {

    private static FayeHttpServerBuilder telling(List<String> proxies) {
        return builder()
                .trustedProxies(proxies)
                .fallback(call -> CompletableFuture.completedFuture(HttpReply.text(
                        200,
                        ((InetSocketAddress) call.remoteAddress()).getAddress().getHostAddress())));
    }

    private String seen(List<String> proxies, String fields) {
        FayeHttpServer server = server(telling(proxies));
        try (RawConnection connection = new RawConnection(server)) {
            return connection
                    .request("GET", "/who", fields.split("\\|"))
                    .reply()
                    .body();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "X-Forwarded-For: 203.0.113.1 > 203.0.113.1",
                "X-Forwarded-For: 203.0.113.1:4711 > 203.0.113.1",
                "X-Forwarded-For: 2001:db8::1 > 2001:db8:0:0:0:0:0:1",
                "X-Forwarded-For: [2001:db8::1]:80 > 2001:db8:0:0:0:0:0:1",
                "X-Forwarded-For: 198.51.100.9, 203.0.113.1 > 203.0.113.1",
                "X-Forwarded-For: 198.51.100.9, 203.0.113.1, 10.1.2.3 > 203.0.113.1",
                "X-Forwarded-For: 198.51.100.9|X-Forwarded-For: 203.0.113.1 > 203.0.113.1",
                "X-Forwarded-For: 203.0.113.1, unknown, 10.1.2.3 > 10.1.2.3",
                "X-Forwarded-For: example.com > 127.0.0.1",
                "X-Forwarded-For: > 127.0.0.1",
                "X-Other: 1 > 127.0.0.1",
                "Forwarded: for=203.0.113.1 > 203.0.113.1",
                "Forwarded: proto=https;For=\"203.0.113.1:80\";by=10.0.0.1 > 203.0.113.1",
                "Forwarded: for=\"[2001:db8::1]:4711\" > 2001:db8:0:0:0:0:0:1",
                "Forwarded: for=198.51.100.9, for=203.0.113.1;by=\"a,b;for=198.51.100.9\" > 203.0.113.1",
                "Forwarded: for=198.51.100.9;by=\"unclosed, for=203.0.113.1 > 203.0.113.1",
                "Forwarded: for=198.51.100.9;by=\"escaped\\\", for=203.0.113.1 > 203.0.113.1",
                "Forwarded: for=198.51.100.9;by=\"a\\\", for=203.0.113.1\" > 198.51.100.9",
                "Forwarded: for=\"203.0.113.1, for=198.51.100.9 > 198.51.100.9",
                "Forwarded: for=203.0.113.1\"for=198.51.100.9 > 127.0.0.1",
                "Forwarded: for=, for=203.0.113.1; > 203.0.113.1",
                "Forwarded: by=10.0.0.1 ; for=203.0.113.1 ;proto=https > 203.0.113.1",
                "Forwarded: for=203.0.113.1, for=_hidden > 127.0.0.1",
                "Forwarded: for=203.0.113.1|X-Forwarded-For: 203.0.113.1 > 203.0.113.1",
                "Forwarded: for=198.51.100.9|X-Forwarded-For: 203.0.113.1 > 127.0.0.1"
            })
    @DisplayName("that is trusted, a request comes from whom it names, as far as the chain can be believed")
    void trusted(String fields, String address) {
        assertThat(seen(List.of("127.0.0.1", "10.0.0.0/8"), fields)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For: 203.0.113.1", "Forwarded: for=203.0.113.1"})
    @DisplayName("that is not trusted, a request comes from the proxy")
    void untrusted(String field) {
        assertThat(seen(List.of("10.0.0.0/8", "127.0.0.2/31"), field)).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/faye", "/node/faye-node/myapp/faye"})
    @DisplayName("that strips or keeps a prefix, the mount is where the proxy looks for it, and nowhere else")
    void mountAtAnyDepth(String mount) {
        FayeHttpServer server = server(telling(List.of()).mount(mount));
        try (RawConnection connection = new RawConnection(server)) {
            assertThat(connection.post(mount, "[]").reply().body()).isEqualTo("[]");
            assertThat(connection.post(mount + "/handshake", "[]").reply().body())
                    .isEqualTo("[]");
            assertThat(connection.post("/other" + mount, "[]").reply().body()).isEqualTo("127.0.0.1");
            assertThat(connection
                            .request("GET", mount, RawWebSocket.UPGRADE)
                            .reply()
                            .status())
                    .isEqualTo(101);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "::1/129", "a/8"})
    @DisplayName("whose address makes no sense, the server does not start")
    void senseless(String block) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().trustedProxies(List.of(block)))
                .withMessage("Expected addresses such as 10.0.0.0/8, but got '" + block + "'");
    }

    @Test
    @DisplayName("addresses of one kind are not taken for those of the other")
    void kinds() {
        assertThat(seen(List.of("::/0"), "X-Forwarded-For: 203.0.113.1")).isEqualTo("127.0.0.1");
    }
}
