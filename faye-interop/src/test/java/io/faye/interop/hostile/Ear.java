package io.faye.interop.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.interop.WireConversation;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Listens on a WebSocket: what is published is delivered soon, but not necessarily before the next answer. */
final class Ear {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);
    private static final String NOTHING = "[]";

    private Ear() {}

    /** {@return all that was heard until each of these had been said} */
    static String hear(WireConversation reader, String... awaited) {
        StringBuilder heard = new StringBuilder();
        long begin = System.nanoTime();
        boolean all = false;
        while (!all && System.nanoTime() - begin < PATIENCE) {
            String said = reader.ask(NOTHING);
            heard.append(said);
            all = !said.equals(NOTHING) && hasAll(heard, awaited);
        }
        assertThat(heard).contains(awaited);
        return heard.toString();
    }

    private static boolean hasAll(CharSequence heard, String... awaited) {
        String text = heard.toString();
        return Arrays.stream(awaited).allMatch(text::contains);
    }
}
