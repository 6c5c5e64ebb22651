package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a client sees of the server, together with a client of another library on the other transport. */
@ExtendWith(World.Shared.class)
abstract class ClientContract {

    private static final int MANY = 200;

    private final ClientKind kind;
    private final ClientKind otherKind;
    private final String here = Channels.own();

    private CuttingProxy proxy;
    private InteropClient client;
    private InteropClient other;

    ClientContract(ClientKind kind, ClientKind otherKind) {
        this.kind = kind;
        this.otherKind = otherKind;
    }

    @BeforeEach
    void open(World world) {
        proxy = new CuttingProxy(world.server().port());
        client = kind.open(world, proxy.url());
        other = otherKind.open(world, world.server().url());
    }

    @AfterEach
    void close() {
        client.close();
        other.close();
        proxy.close();
    }

    @Test
    @DisplayName("hears what is published to the channel it subscribed to, and nothing else")
    void exactChannel() {
        client.subscribe(here + "/a");
        other.publish(here + "/b", "not for it");
        other.publish(here + "/a/b", "not for it");
        other.publish(here + "/a", "for it");
        client.inbox().receives("for it");
    }

    @Test
    @DisplayName("hears one level below a * pattern")
    void oneLevel() {
        client.subscribe(here + "/*");
        other.publish(here, "above");
        other.publish(here + "/a/b", "two below");
        other.publish(here + "/a", "one below");
        client.inbox().receives("one below");
    }

    @Test
    @DisplayName("hears every level below a ** pattern")
    void everyLevel() {
        client.subscribe(here + "/**");
        other.publish(here, "above");
        other.publish(here + "/a", "one below");
        other.publish(here + "/a/b/c", "three below");
        client.inbox().receives("one below", "three below");
    }

    @Test
    @DisplayName("sends 200 messages that arrive in order")
    void sendsInOrder() {
        other.subscribe(here);
        client.publishNumbers(here, MANY);
        other.inbox().receives(InteropClient.numbers(MANY));
    }

    @Test
    @DisplayName("receives 200 messages in order")
    void receivesInOrder() {
        client.subscribe(here);
        other.publishNumbers(here, MANY);
        client.inbox().receives(InteropClient.numbers(MANY));
    }

    @Test
    @DisplayName("hears nothing of a channel it unsubscribed from")
    void unsubscribes() {
        client.subscribe(here + "/left");
        client.subscribe(here + "/kept");
        client.unsubscribe(here + "/left");
        other.publish(here + "/left", "too late");
        other.publish(here + "/kept", "still there");
        client.inbox().receives("still there");
    }

    @Test
    @DisplayName("learns why a subscription is forbidden, and goes on")
    void forbiddenChannel() {
        assertThat(Limits.await("the refusal", client.trySubscribe("/service/secret")))
                .isEqualTo(new Outcome("403:/service/secret:Forbidden channel"));
        client.subscribe(here);
        other.publish(here, "goes on");
        client.inbox().receives("goes on");
    }

    @Test
    @DisplayName("hears nothing after it disconnected")
    void disconnects() {
        client.subscribe(here);
        other.subscribe(here);
        client.disconnect();
        other.publish(here, "too late");
        other.inbox().receives("too late");
        client.inbox().receives();
    }

    @Test
    @DisplayName("gets what was published while its connection was cut, once and in order")
    void comesBackAfterCut() {
        client.subscribe(here);
        other.publish(here, "before");
        client.inbox().receives("before");
        proxy.cutAll();
        other.publishNumbers(here, 3);
        client.inbox().receives("before", 1L, 2L, 3L);
        other.publish(here, "after");
        client.inbox().receives("before", 1L, 2L, 3L, "after");
    }
}
