package io.faye.interop.hostile;

import io.faye.interop.RawHttp;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Subscribes to thousands of names at once, and does not wait for the reply. */
final class ManyNames implements AttackKind {

    private static final int NAMES = 20_000;
    private static final int REQUESTS = 3;

    @Override
    public void attack(Stranger stranger, Random random) {
        String end = random.nextBoolean() ? "/*" : "";
        for (String session : stranger.sessions(REQUESTS)) {
            String names = IntStream.range(0, NAMES)
                    .mapToObj(i -> "\"/names/" + random.nextInt() + end + "\"")
                    .collect(Collectors.joining(",", "[", "]"));
            stranger.http()
                    .send(
                            "POST",
                            "/faye",
                            RawHttp.JSON,
                            "{\"channel\":\"/meta/subscribe\",\"clientId\":\"" + session + "\",\"subscription\":"
                                    + names + "}");
        }
    }
}
