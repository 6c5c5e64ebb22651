package io.faye.standalone.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.extension.testing.ExtensionTester;
import io.faye.protocol.BayeuxError;
import io.faye.server.BayeuxServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The documentation's extension")
class StaffNewsTest {

    private static final String NEWS = "{\"channel\": \"/staff/news\", \"data\": 1}";

    @Test
    @DisplayName("refuses news of others than the server's own")
    void refusesNews() {
        try (ExtensionTester tester = ExtensionTester.of(new StaffNews())) {
            Exchange remote =
                    tester.exchange().header("origin", "https://example.com").build();
            assertThat(tester.incoming(NEWS, remote))
                    .isEqualTo(Verdict.refuse(BayeuxError.forbiddenChannel("/staff/news")));

            Exchange local = tester.exchange().local().build();
            assertThat(tester.incoming(NEWS, local)).isInstanceOf(Verdict.Pass.class);
        }
    }

    @Test
    @DisplayName("stands with others in the order that the documentation shows")
    void standsInOrder() {
        try (BayeuxServer server = Arranged.server(new Extension() {})) {
            assertThat(server.extensions().get(0)).hasToString("remoteOnly(" + StaffNews.class.getName() + ")");
            assertThat(server.extensions().get(1))
                    .asString()
                    .startsWith("onChannels(/orders/{number}, timeLimit(PT1S, offloading(");
        }
    }
}
