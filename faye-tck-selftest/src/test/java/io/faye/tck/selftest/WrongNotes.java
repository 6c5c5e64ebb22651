package io.faye.tck.selftest;

import io.faye.engine.Attachment;
import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.QueueLimits;
import io.faye.protocol.ClientId;
import io.faye.tck.selftest.court.Breaks;
import io.faye.tck.selftest.court.ForwardingAttachment;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Wrong about the note for the next reader. */
final class WrongNotes {

    private WrongNotes() {}

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
