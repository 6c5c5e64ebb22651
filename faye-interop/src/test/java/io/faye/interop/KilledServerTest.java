package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.cometd.client.ext.AckExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@ExtendWith(World.Shared.class)
@DisplayName("When servers of one service are killed while messages flow")
class KilledServerTest {

    private static final Logger LOG = LoggerFactory.getLogger(KilledServerTest.class);
    /** What was in the hands of a dying server's kernel, or in an answer that never came. */
    private static final int MOST_LOST = 20;

    private final String here = Channels.own();
    private final Service service = new Service();
    private InteropClient publisher;
    private List<InteropClient> confirming;
    private List<InteropClient> plain;

    @BeforeEach
    void open(World world) {
        publisher = new CometdClient(service.server(2).url(), Transport.WEBSOCKET, inbox());
        confirming = new ArrayList<>();
        plain = new ArrayList<>();
        for (Transport transport : List.of(Transport.WEBSOCKET, Transport.LONG_POLLING)) {
            confirming.add(new CometdClient(service.balancer().url(), transport, inbox(), new AckExtension()));
            confirming.add(new JavaClient(service.balancer().url(), transport, inbox()));
            plain.add(new FayeClient(world.node(), service.balancer().url(), transport, inbox()));
        }
        confirming.forEach(client -> client.subscribe(here));
        plain.forEach(client -> client.subscribe(here));
    }

    private Inbox inbox() {
        return new Inbox(service::story);
    }

    @AfterEach
    void close() {
        try (service) {
            publisher.close();
            confirming.forEach(InteropClient::close);
            plain.forEach(InteropClient::close);
        }
    }

    @Test
    @DisplayName(
            "their clients go on with others: with ack each message comes once, without it next to nothing is lost")
    void clientsGoOn() {
        Numbers numbers = new Numbers(publisher, here);
        for (int killed = 0; killed < 2; killed++) {
            allHear(numbers);
            service.server(killed).kill();
            allHear(numbers);
            service.server(killed).restart();
        }
        long last = numbers.stop();
        for (InteropClient client : confirming) {
            assertThat(client.inbox().upTo(last))
                    .as("what a client with ack received: " + client + ". " + service.story())
                    .isEqualTo(InteropClient.numbers((int) last));
        }
        plain.forEach(client -> lostLittle(client, last));
    }

    /** All receive what is published from now on. */
    private void allHear(Numbers numbers) {
        long next = numbers.last() + 2;
        confirming.forEach(client -> client.inbox().upTo(next));
        plain.forEach(client -> client.inbox().hasLater(next));
    }

    private void lostLittle(InteropClient client, long last) {
        List<Object> received = client.inbox().upTo(last);
        List<Object> missing = new ArrayList<>(InteropClient.numbers((int) last));
        missing.removeAll(new HashSet<>(received));
        int twice = received.size() - new HashSet<>(received).size();
        LOG.info("{}: {} published, missing {}, {} came twice", client, last, missing, twice);
        assertThat(missing).as(client + " lost too much. " + service.story()).hasSizeLessThanOrEqualTo(MOST_LOST);
    }
}
