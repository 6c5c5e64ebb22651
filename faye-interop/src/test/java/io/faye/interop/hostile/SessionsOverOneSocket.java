package io.faye.interop.hostile;

import io.faye.interop.BayeuxMessages;
import io.faye.interop.RawWebSocket;
import java.util.List;
import java.util.Random;

/** Connects thousands of sessions over one WebSocket, and goes. */
final class SessionsOverOneSocket implements AttackKind {

    private static final int SESSIONS = 5_000;
    private static final int CONNECTS_AT_ONCE = 500;

    @Override
    public void attack(Stranger stranger, Random random) {
        List<String> sessions = stranger.sessions(SESSIONS);
        RawWebSocket socket = stranger.webSocket();
        for (int from = 0; from < sessions.size(); from += CONNECTS_AT_ONCE) {
            List<String> some = sessions.subList(from, Math.min(sessions.size(), from + CONNECTS_AT_ONCE));
            socket.send(Stranger.batch(some, BayeuxMessages::connect));
        }
        socket.send("[]");
        socket.receive();
    }
}
