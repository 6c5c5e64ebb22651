package io.faye.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A server that accepts")
class ChannelNamesTest {

    @Nested
    @DisplayName("names as CometD does")
    class Cometd extends ServerTest {

        private Remote alice;
        private String id;

        @Override
        BayeuxServerBuilder settings() {
            return super.settings().channelNames(ChannelNames.COMETD);
        }

        private void open() {
            alice = socket();
            id = alice.handshake();
            alice.connect(id, 1);
        }

        @ParameterizedTest
        @DisplayName("delivers by them, to subscribers of the name and of wildcards")
        @ValueSource(strings = {"/stock/GOOG.N", "/a b/+1", "/#/a*", "/***/{x}"})
        void delivers(String name) {
            open();
            alice.subscribe(id, name);
            alice.publish(name, 1);
            assertThat(alice.receives(1)).containsExactly("1");
            alice.askOne("{'channel':'/meta/unsubscribe','clientId':'%s','subscription':'%s'}", id, name);
            alice.subscribe(id, name.substring(0, name.lastIndexOf('/')) + "/*");
            alice.publish(name + "/below", 2);
            alice.publish(name, 3);
            assertThat(alice.receives(1)).containsExactly("3");
        }

        @ParameterizedTest
        @DisplayName("refuses what is no name of CometD's either")
        @ValueSource(strings = {"/a%", "/a/", "/a//b", "/ /a", "/a ", "/*/a", "/\u00E9"})
        void refuses(String name) {
            open();
            String error = "405:" + name + ":Invalid channel";
            assertThat(alice.askOne("{'channel':'/meta/subscribe','clientId':'%s','subscription':'%s'}", id, name)
                            .error())
                    .contains(error);
            assertThat(alice.askOne("{'channel':'%s','data':1}", name).error()).contains(error);
        }

        @Test
        @DisplayName("takes them from clients in its own process, and tells extensions that it does")
        void local() throws InterruptedException {
            open();
            BlockingQueue<ChannelNames> told = new LinkedBlockingQueue<>();
            server.addExtension(new Extension() {
                @Override
                public Verdict outgoing(Message message, Exchange exchange) {
                    told.add(exchange.channelNames());
                    return Verdict.pass(message);
                }
            });
            BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
            Texts.await(server.client().subscribe("/a.b/**", heard::add));
            Texts.await(server.client().publish("/a.b/c d", 1));
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isNotNull().satisfies(message -> assertThat(message.channel())
                    .contains(Channel.of("/a.b/c d")));
            assertThat(told).isNotEmpty().containsOnly(ChannelNames.COMETD);
            assertThat(server.channelNames()).isEqualTo(ChannelNames.COMETD);
        }
    }

    @Nested
    @DisplayName("names as Faye does")
    class Faye extends ServerTest {

        @Test
        @DisplayName("refuses others also from clients in its own process")
        void local() {
            LocalClient client = server.client();
            for (CompletionStage<?> stage :
                    List.of(client.publish("/a.b", 1), client.subscribe("/a.b", message -> {}))) {
                assertThatThrownBy(() -> stage.toCompletableFuture().get(20, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(RefusedException.class)
                        .hasMessageContaining("405:/a.b:Invalid channel");
            }
        }

        @Test
        @DisplayName(
                "refuses others also if an extension has put them in, and shows extensions no channel of such a name")
        void changed() {
            server.addExtension(new Extension() {
                @Override
                public Verdict incoming(Message message, Exchange exchange) {
                    return Verdict.pass(
                            message.channel().isPresent()
                                    ? message.with(
                                            Field.CHANNEL, Channel.of("/a.b").toJson())
                                    : message.with(
                                            Field.CHANNEL, Channel.of("/c.d").toJson()));
                }
            });
            assertThat(socket().askOne("{'channel':'/a','data':1}").error()).contains("405:/a.b:Invalid channel");
            assertThat(socket().askOne("{'channel':'/a.b','data':1}").error()).contains("405:/c.d:Invalid channel");
        }
    }
}
