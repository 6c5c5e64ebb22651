package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong about when an attachment is told of the end. */
final class WrongEnds {

    private WrongEnds() {}

    /** Remembers which attachment of a session was superseded last, if it has not read. */
    abstract static class RemembersTheSuperseded extends SmallEngine {
        private final Map<ClientId, AttachmentListener> superseded = new ConcurrentHashMap<>();
        private final Set<AttachmentListener> reading = ConcurrentHashMap.newKeySet();

        @Override
        final Attachment attach(SmallSession session, AttachmentListener listener, Work work) {
            session.inbox
                    .listener()
                    .filter(before -> !reading.contains(before))
                    .ifPresent(before -> superseded.put(session.id, before));
            return super.attach(session, listener, work);
        }

        @Override
        final Batch read(SmallSession session, AttachmentListener reader, long after, int max, int bytes, Work work) {
            reading.add(reader);
            return super.read(session, reader, after, max, bytes, work);
        }

        /** {@return the superseded attachment's listener, of a session that has subscriptions and never got a message} */
        final Optional<AttachmentListener> superseded(SmallSession session) {
            return Optional.ofNullable(superseded.get(session.id))
                    .filter(before -> !session.patterns.isEmpty() && session.last() == 0);
        }
    }

    /** Calls {@code ended} twice if the attachment has superseded another one. */
    @Breaks("HND-3")
    static final class EndsTwice extends RemembersTheSuperseded {
        @Override
        Optional<Set<ChannelPattern>> destroy(SmallSession session, Work work) {
            Optional<AttachmentListener> reader = superseded(session).flatMap(before -> session.inbox.listener());
            reader.ifPresent(listener -> work.then(listener::ended));
            return super.destroy(session, work);
        }
    }

    /** Does not call {@code ended} if the attachment has superseded another one. */
    @Breaks(value = "HND-3", follows = "EXP-2", because = "the attachment is told after the host")
    static final class EndsSilently extends RemembersTheSuperseded {
        @Override
        Optional<AttachmentListener> remove(SmallSession session) {
            Optional<AttachmentListener> reader = super.remove(session);
            return superseded(session).isPresent() ? Optional.empty() : reader;
        }
    }

    /** Tells the end also to the attachment that was superseded. */
    @Breaks(value = "HND-3", follows = "HND-2", because = "nothing is called on a superseded attachment's listener")
    static final class EndsTheSuperseded extends RemembersTheSuperseded {
        @Override
        Optional<Set<ChannelPattern>> destroy(SmallSession session, Work work) {
            superseded(session).ifPresent(before -> work.then(before::ended));
            return super.destroy(session, work);
        }
    }

    /** Tells the end also to the attachment that was released. */
    @Breaks(value = "HND-3", follows = "EXP-2", because = "only an attachment that reads is told after the host")
    static final class EndsTheReleased extends SmallEngine {
        private final Map<ClientId, AttachmentListener> released = new ConcurrentHashMap<>();

        @Override
        void release(SmallSession session, AttachmentListener reader, String note) {
            super.release(session, reader, note);
            released.put(session.id, reader);
        }

        @Override
        Optional<AttachmentListener> remove(SmallSession session) {
            AttachmentListener last = released.remove(session.id);
            return super.remove(session).or(() -> Optional.ofNullable(last));
        }
    }

    /** Calls {@code ended} before it tells the host that a session has expired. */
    @Breaks(value = "HND-3", follows = "EXP-2", because = "the host is told of an end before the attachment is")
    static final class EndsBeforeTheEvents extends SmallEngine {
        @Override
        void tellEnd(ClientId client, Set<ChannelPattern> last, Optional<AttachmentListener> reader, Work work) {
            reader.ifPresent(listener -> work.then(listener::ended));
            super.tellEnd(client, last, Optional.empty(), work);
        }
    }

    /** Calls {@code ended} if the session was destroyed, but not if it has expired. */
    @Breaks(value = "HND-3", follows = "EXP-2", because = "the attachment is told after the host")
    static final class ExpiresSilently extends SmallEngine {
        @Override
        void tellEnd(ClientId client, Set<ChannelPattern> last, Optional<AttachmentListener> reader, Work work) {
            super.tellEnd(client, last, Optional.empty(), work);
        }
    }
}
