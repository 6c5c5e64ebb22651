package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks a server about sessions, as their clients would. */
final class Sessions {

    private Sessions() {}

    static boolean knows(ServerProcess server, String session) {
        try (RawHttp http = new RawHttp(server.port())) {
            String reply =
                    http.post(BayeuxMessages.subscribe(session, "/looked/for")).body();
            assertThat(reply).containsPattern("\"successful\":true|401:" + session);
            return reply.contains("\"successful\":true");
        }
    }
}
