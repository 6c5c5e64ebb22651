package io.faye.engine.redis.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.AttachmentListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The listener of an attachment")
class SerialListenerTest {

    private final List<String> told = new ArrayList<>();
    private final SerialListener listener = new SerialListener(
            new AttachmentListener() {
                @Override
                public void messagesAvailable() {
                    told.add("available");
                }

                @Override
                public String moved() {
                    told.add("moved");
                    return "note";
                }

                @Override
                public void ended() {
                    told.add("ended");
                }
            },
            1);

    @Test
    @DisplayName("is told nothing before the attach is answered, and then all")
    void waitsForTheAnswer() {
        listener.wake();
        listener.moved(note -> told.add("note " + note));
        assertThat(told).isEmpty();
        listener.open();
        assertThat(told).containsExactly("moved", "note note");
    }

    @Test
    @DisplayName("is told once that it is over, and nothing after that")
    void isToldOnce() {
        listener.open();
        listener.wake();
        listener.ended();
        listener.moved(note -> told.add("note '" + note + "'"));
        listener.ended();
        listener.wake();
        assertThat(told).containsExactly("available", "ended", "note ''");
    }

    @Test
    @DisplayName("is told nothing after it was released, and leaves no note")
    void isSilentAfterRelease() {
        listener.open();
        listener.stop();
        listener.wake();
        listener.ended();
        listener.moved(note -> told.add("note '" + note + "'"));
        assertThat(told).containsExactly("note ''");
    }
}
