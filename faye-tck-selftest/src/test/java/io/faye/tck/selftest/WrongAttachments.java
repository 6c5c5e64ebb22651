package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.ForwardingAttachment;
import io.faye.tck.selftest.court.ForwardingListener;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Wrong about which attachment reads, and which is told of messages and moves. */
final class WrongAttachments {

    private WrongAttachments() {}

    /** The release of a superseded attachment releases the newest one. */
    @Breaks(
            value = "HND-1",
            follows = {"PUB-4", "QUE-1", "QUE-2", "HND-3"},
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
    @Breaks(
            value = "HND-1",
            follows = {"EXP-1", "HND-3", "HND-4"},
            because = "what was released is the newest attachment still")
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
    @Breaks(value = "HND-1", follows = "QUE-1", because = "what was acknowledged is read again")
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
}
