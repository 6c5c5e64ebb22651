package io.faye.engine.redis.session;

import io.faye.engine.redis.log.LogId;
import io.faye.protocol.ClientId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sessions that this process has left to others a moment ago. If Redis loses the claim or the position that was handed
 * over, nobody else may know it. Used under the lock of the sessions.
 */
final class LeftSessions {

    /** Longer than a claimed session waits for its position; in the time of the log, which stands still during an outage. */
    private static final long KEEP_MILLIS = 5_000;

    private final Map<ClientId, Left> sessions = new LinkedHashMap<>();

    /** Whether Redis has lost entries since the log was applied. */
    private boolean rewound;

    /** A session, and the end of the log when it was left. */
    private record Left(Session session, LogId at) {}

    /** A session was left, whose position is known here. */
    void add(Session session, LogId at) {
        sessions.remove(session.id());
        sessions.put(session.id(), new Left(session, at));
    }

    /** Another process knows more of the session, or it has ended. */
    void remove(ClientId client) {
        sessions.remove(client);
    }

    /** Forgets the sessions that were left some time before an entry of the log. */
    void forget(LogId now) {
        if (rewound) {
            sessions.replaceAll((client, left) -> new Left(left.session(), now));
            rewound = false;
        }
        Iterator<Left> oldest = sessions.values().iterator();
        while (oldest.hasNext() && oldest.next().at().millis() < now.millis() - KEEP_MILLIS) {
            oldest.remove();
        }
    }

    List<Session> all() {
        return sessions.values().stream().map(Left::session).toList();
    }

    /** Redis has lost all entries after one. Their time begins anew: Redis may soon lose what is put back, too. */
    void rewind(LogId to) {
        rewound = true;
        sessions.values().forEach(left -> left.session().rewind(to));
    }
}
