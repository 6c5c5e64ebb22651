package io.faye.tck.selftest;

import io.faye.engine.AttachmentListener;
import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.engine.SessionPage;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelPattern;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Wrong where there is more of something than a page of it. */
final class WrongSizes {

    private static final int PAGE = 1_000;

    private WrongSizes() {}

    /** Delivers to the first page of subscribers. */
    @Breaks(value = "PUB-1", follows = "PUB-4", because = "publish completes for the others as well")
    static final class ReachesOnePage extends SmallEngine {
        @Override
        void deliver(Channel channel, Message form, Work work) {
            index.subscribers(channel).stream().limit(PAGE).forEach(session -> queue(session, form, work));
        }
    }

    /** Makes no more than a page of subscriptions for one session, and does not say so. */
    @Breaks(value = "SUB-2", follows = "SUB-1", because = "it answers that they are in effect")
    static final class MakesOnePageOfSubscriptions extends SmallEngine {
        @Override
        Change subscribe(SmallSession session, ChannelPattern pattern) {
            Change change = super.subscribe(session, pattern);
            if (change == Change.CHANGED && session.patterns.size() > PAGE) {
                index.remove(pattern, session);
            }
            return change;
        }
    }

    /** Lists one page of sessions and no cursor. */
    @Breaks("CLI-4")
    static final class ListsOnePage extends WrongEngine {
        @Override
        public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
            return super.clients(cursor, limit).thenApply(page -> {
                Map<ClientId, Map<String, String>> first = new LinkedHashMap<>();
                page.sessions().entrySet().stream()
                        .limit(PAGE)
                        .forEach(entry -> first.put(entry.getKey(), entry.getValue()));
                return new SessionPage(first, first.size() >= PAGE ? Optional.empty() : page.next());
            });
        }
    }

    /** Asks its store for one session more than a page has, to know whether there are more. */
    @Breaks("CLI-4")
    static final class AsksForOneMore extends SmallEngine {
        @Override
        public CompletionStage<SessionPage> clients(SessionPage.Cursor cursor, int limit) {
            return super.clients(cursor, Math.max(0, limit + 1)).thenApply(more -> {
                Map<ClientId, Map<String, String>> page = new LinkedHashMap<>();
                more.sessions().entrySet().stream()
                        .limit(limit)
                        .forEach(entry -> page.put(entry.getKey(), entry.getValue()));
                Optional<ClientId> last = page.keySet().stream().reduce((one, next) -> next);
                return new SessionPage(
                        page,
                        last.filter(full -> more.sessions().size() > limit)
                                .map(ClientId::toString)
                                .map(SessionPage.Cursor::new));
            });
        }
    }

    /** Tells one page of the sessions that expire together. */
    @Breaks(value = "EXP-2", follows = "EXP-1", because = "the others do not seem to end")
    static final class TellsOnePage extends SmallEngine {
        private int told;

        @Override
        void tellEnd(ClientId client, Set<ChannelPattern> last, Optional<AttachmentListener> reader, Work work) {
            if (told++ < PAGE) {
                super.tellEnd(client, last, reader, work);
            }
        }
    }

    /** Reads 500 messages at most, and does not call again for the others. */
    @Breaks("QUE-2")
    static final class ReadsOnePage extends SmallEngine {
        private static final int PAGE = 500;

        @Override
        Batch read(SmallSession session, AttachmentListener reader, long after, int messages, int bytes, Work work) {
            return super.read(session, reader, after, Math.min(PAGE, messages), bytes, work);
        }
    }
}
