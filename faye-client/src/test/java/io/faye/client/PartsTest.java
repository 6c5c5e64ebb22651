package io.faye.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of a client's parts")
class PartsTest {

    @Test
    @DisplayName("the back-off is half to all of a limit that doubles within three failures, to 30 s")
    void backOff() {
        BackOff backOff = new BackOff(Duration.ofSeconds(1));
        assertThat(backOff.after(0, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(backOff.after(0, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backOff.after(3, 1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backOff.after(6, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backOff.after(1_000, 1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(new BackOff(Duration.ofMinutes(1)).after(10, 1)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    @DisplayName("the acknowledgement leaves out what a server sends again because it was asked to")
    void acknowledgement() {
        Acknowledgement acknowledgement = new Acknowledgement();
        acknowledgement.begin(true);
        assertThat(acknowledgement.confirmAll()).isZero();
        acknowledgement.received(3);
        assertThat(news(acknowledgement, 3)).isEqualTo(3);
        assertThat(acknowledgement.confirmNoMore()).isZero();
        acknowledgement.received(5);
        assertThat(news(acknowledgement, 5)).isEqualTo(2);
        assertThat(acknowledgement.confirmNoMore()).isZero();
        assertThat(news(acknowledgement, 5)).isZero();
        assertThat(acknowledgement.confirmAll()).isEqualTo(5);
        assertThat(news(acknowledgement, 1)).isEqualTo(1);
    }

    private static int news(Acknowledgement acknowledgement, int messages) {
        int news = 0;
        for (int i = 0; i < messages; i++) {
            news += acknowledgement.isNew() ? 1 : 0;
        }
        return news;
    }

    @Test
    @DisplayName("a refusal has its code and text, with colons in its arguments, and also if it is of no known form")
    void refusal() {
        RefusedException refusal = refusal("403:/a:b,/c:Forbidden channel");
        assertThat(refusal.code()).isEqualTo(403);
        assertThat(refusal.arguments()).containsExactly("/a:b", "/c");
        assertThat(refusal.text()).isEqualTo("Forbidden channel");
        assertThat(refusal("403::denied").arguments()).isEmpty();
        assertThat(refusal("no").code()).isZero();
        assertThat(refusal("no").text()).isEqualTo("no");
    }

    private static RefusedException refusal(String error) {
        return RefusedException.of(io.faye.protocol.Message.EMPTY.with("error", io.faye.protocol.Json.of(error)));
    }
}
