package io.faye.servlet;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is open at one mount. Safe for threads. */
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final Set<Member> members = ConcurrentHashMap.newKeySet();

    /** A request that is not answered yet, an event stream or a WebSocket. */
    interface Member {

        /** Looks for what has taken too long. */
        void sweep(long now);

        /** Ends because the server stops. */
        void goAway();
    }

    void add(Member member) {
        members.add(member);
    }

    void remove(Member member) {
        members.remove(member);
    }

    void sweep() {
        long now = System.nanoTime();
        for (Member member : members) {
            try {
                member.sweep(now);
            } catch (RuntimeException e) {
                LOG.error("Cannot look after {}; continuing with the others", member, e);
            }
        }
    }

    void goAway() {
        members.forEach(Member::goAway);
    }
}
