package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.ForwardingAttachment;
import io.faye.tck.selftest.court.ForwardingListener;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong about which attachment reads. */
final class WrongAttachments {

    private WrongAttachments() {}

    /** The release of a superseded attachment releases the newest one. */
    @Breaks(
            value = "HND-1",
            follows = {"PUB-4", "QUE-1", "QUE-2"},
            because = "the newest attachment reads nothing, and is told nothing")
    static final class ReleasesTheNewest extends SmallEngine {
        @Override
        void release(SmallSession session, AttachmentListener reader, String note) {
            super.release(session, session.inbox.listener().orElse(reader), note);
        }
    }

    /** The release of a superseded attachment ends the calls of the newest one's listener. */
    @Breaks(value = "HND-1", follows = "QUE-2", because = "the newest attachment is not told of messages")
    static final class SilencesTheNewest extends WrongEngine {
        private final Map<ClientId, Silent> newest = new ConcurrentHashMap<>();

        @Override
        AttachmentListener listener(ClientId client, AttachmentListener lent) {
            Silent listener = new Silent(lent);
            newest.put(client, listener);
            return listener;
        }

        @Override
        Attachment attachment(ClientId client, Attachment attached) {
            return new ForwardingAttachment(attached) {
                @Override
                public CompletionStage<Void> release(String note) {
                    Silent listener = newest.get(client);
                    if (listener != null) {
                        listener.silent = true;
                    }
                    return super.release(note);
                }
            };
        }

        private static final class Silent extends ForwardingListener {
            private volatile boolean silent;

            Silent(AttachmentListener host) {
                super(host);
            }

            @Override
            public void messagesAvailable() {
                if (!silent) {
                    super.messagesAvailable();
                }
            }
        }
    }

    /** Remembers the newest attachment of each session. */
    abstract static class Remembering extends WrongEngine {
        private final Map<ClientId, Attachment> newest = new ConcurrentHashMap<>();

        @Override
        final Attachment attachment(ClientId client, Attachment attached) {
            newest.put(client, attached);
            return wrong(client, attached);
        }

        abstract Attachment wrong(ClientId client, Attachment attached);

        final Attachment newest(ClientId client) {
            return newest.get(client);
        }
    }

    /** A superseded attachment still reads. */
    @Breaks("HND-1")
    static final class LetsTheSupersededRead extends Remembering {
        @Override
        Attachment wrong(ClientId client, Attachment attached) {
            return new ForwardingAttachment(attached) {
                @Override
                public CompletionStage<Batch> read(long after, int maxMessages, int maxBytes) {
                    return newest(client).read(after, maxMessages, maxBytes);
                }
            };
        }
    }

    /** A released attachment still reads. */
    @Breaks("HND-1")
    static final class LetsTheReleasedRead extends SmallEngine {
        @Override
        void release(SmallSession session, AttachmentListener reader, String note) {
            if (session.inbox.listener().filter(reader::equals).isPresent()) {
                session.note = note;
            }
        }
    }

    /** Ignores what is acknowledged on a superseded attachment. */
    @Breaks(value = "HND-1", follows = "QUE-1", because = "what was acknowledged is not read again")
    static final class IgnoresTheSuperseded extends SmallEngine {
        @Override
        void acknowledge(SmallSession session, AttachmentListener reader, long upTo) {
            if (session.inbox.listener().map(reader::equals).orElse(true)) {
                super.acknowledge(session, reader, upTo);
            }
        }
    }

    /** Ignores what is acknowledged on a released attachment. */
    @Breaks("HND-1")
    static final class IgnoresTheReleased extends SmallEngine {
        @Override
        void acknowledge(SmallSession session, AttachmentListener reader, long upTo) {
            if (session.inbox.listener().isPresent()) {
                super.acknowledge(session, reader, upTo);
            }
        }
    }

    /** Calls {@code moved} although the same process has superseded the attachment. */
    @Breaks("HND-2")
    static final class MovesInOneProcess extends SmallEngine {
        @Override
        Attachment attach(SmallSession session, AttachmentListener listener, Work work) {
            session.inbox.listener().ifPresent(before -> work.then(before::moved));
            return super.attach(session, listener, work);
        }
    }

    /** Tells also the superseded attachment of messages. */
    @Breaks("HND-2")
    static final class WakesTheSuperseded extends SmallEngine {
        private final Map<ClientId, AttachmentListener> superseded = new ConcurrentHashMap<>();

        @Override
        Attachment attach(SmallSession session, AttachmentListener listener, Work work) {
            session.inbox.listener().ifPresent(before -> superseded.put(session.id, before));
            return super.attach(session, listener, work);
        }

        @Override
        void wake(SmallSession session, Work work) {
            super.wake(session, work);
            AttachmentListener before = superseded.get(session.id);
            if (before != null) {
                work.then(before::messagesAvailable);
            }
        }
    }

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
    @Breaks(
            value = "HND-3",
            follows = "EXP-2",
            because = "the attachment is told after the host")
    static final class EndsSilently extends RemembersTheSuperseded {
        @Override
        Optional<AttachmentListener> remove(SmallSession session) {
            Optional<AttachmentListener> reader = super.remove(session);
            return superseded(session).isPresent() ? Optional.empty() : reader;
        }
    }

    /** Tells the end also to the attachment that was superseded. */
    @Breaks(
            value = "HND-3",
            follows = "HND-2",
            because = "nothing is called on a superseded attachment's listener")
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
        void tellEnd(
                ClientId client,
                Set<ChannelPattern> last,
                Optional<AttachmentListener> reader,
                Work work) {
            reader.ifPresent(listener -> work.then(listener::ended));
            super.tellEnd(client, last, Optional.empty(), work);
        }
    }

    /** Calls {@code ended} if the session was destroyed, but not if it has expired. */
    @Breaks(value = "HND-3", follows = "EXP-2", because = "the attachment is told after the host")
    static final class ExpiresSilently extends SmallEngine {
        @Override
        void tellEnd(
                ClientId client,
                Set<ChannelPattern> last,
                Optional<AttachmentListener> reader,
                Work work) {
            super.tellEnd(client, last, Optional.empty(), work);
        }
    }

    /** Loses the note. */
    @Breaks("HND-4")
    static final class LosesNotes extends WrongEngine {
        @Override
        Attachment attachment(ClientId client, Attachment attached) {
            return new ForwardingAttachment(attached) {
                @Override
                public Optional<String> note() {
                    return Optional.empty();
                }
            };
        }
    }

    /** Hands a note over again at each attach. */
    @Breaks("HND-4")
    static final class KeepsNotes extends SmallEngine {
        @Override
        String takeNote(SmallSession session) {
            return session.note;
        }
    }

    /** Takes the note of an attachment that was superseded. */
    @Breaks("HND-4")
    static final class TakesNotesOfOlderReaders extends SmallEngine {
        @Override
        void release(SmallSession session, AttachmentListener reader, String note) {
            super.release(session, reader, note);
            session.note = note;
        }
    }

    /** Hands a note over with a position that is older than the note. */
    @Breaks("HND-4")
    static final class GoesBackWithNotes extends SmallEngine {
        private static final int FEW = 5;
        private static final int MANY = 100;
        private final Map<ClientId, Long> pending = new HashMap<>();

        @Override
        void acknowledge(SmallSession session, AttachmentListener reader, long upTo) {
            if (session.waiting() > FEW || isSmall(host.limits().queue())) {
                apply(session);
                super.acknowledge(session, reader, upTo);
            } else if (upTo <= session.last()) {
                pending.merge(session.id, upTo, Math::max);
            }
        }

        @Override
        Batch read(SmallSession session, AttachmentListener reader, long after, int messages, int bytes, Work work) {
            boolean reads = session.inbox.listener().filter(reader::equals).isPresent();
            long from = reads ? Math.max(after, pending.getOrDefault(session.id, 0L)) : after;
            return super.read(session, reader, from, messages, bytes, work);
        }

        @Override
        void release(SmallSession session, AttachmentListener reader, String note) {
            if (note.isEmpty()) {
                apply(session);
            } else {
                pending.remove(session.id);
            }
            super.release(session, reader, note);
        }

        @Override
        Attachment attach(SmallSession session, AttachmentListener listener, Work work) {
            apply(session);
            return super.attach(session, listener, work);
        }

        private static boolean isSmall(QueueLimits limits) {
            return limits.maxMessages() < MANY || limits.maxBytes() < MANY * MANY;
        }

        private void apply(SmallSession session) {
            Long upTo = pending.remove(session.id);
            if (upTo != null) {
                session.inbox.acknowledge(upTo);
            }
        }
    }
}
