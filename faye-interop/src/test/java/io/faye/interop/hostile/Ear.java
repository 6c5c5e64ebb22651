package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.WireConversation;
import java.util.Arrays;

/** Listens on a WebSocket: what is published is delivered soon, but not necessarily before the next answer. */
final class Ear {

    /** Enough that whoever is waited for surely has said something meanwhile. */
    private static final int FRAMES = 5_000;

    private Ear() {}

    /** {@return all that was heard until each of these had been said} */
    static String hear(WireConversation reader, String... awaited) {
        StringBuilder heard = new StringBuilder();
        for (int frame = 0; frame < FRAMES && !hasAll(heard, awaited); frame++) {
            heard.append(reader.ask("[]"));
        }
        assertThat(heard).contains(awaited);
        return heard.toString();
    }

    private static boolean hasAll(CharSequence heard, String... awaited) {
        String text = heard.toString();
        return Arrays.stream(awaited).allMatch(text::contains);
    }
}
