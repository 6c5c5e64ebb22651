package io.faye.server;

import io.faye.protocol.ClientId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Has the requests of one session processed in the order in which the server received them, over whatever connections they
 * come. Holds something for sessions only while requests of theirs are being processed. Safe for threads.
 */
final class SessionOrder {

    private final Map<ClientId, Place> last = new ConcurrentHashMap<>();

    /** {@return whether a request of the session is being processed, or waits} */
    boolean isBusy(ClientId session) {
        return last.containsKey(session);
    }

    /** {@return the place behind the requests of the session that were received before} It must be left. */
    Place enter(ClientId session) {
        Place place = new Place(session);
        place.before = last.put(session, place);
        return place;
    }

    /** The place of one request. */
    final class Place {

        private final ClientId session;
        private final CompletableFuture<Void> left = new CompletableFuture<>();
        /** Until the turn has come, so that no request keeps those before it in memory. */
        private volatile @Nullable Place before;

        private Place(ClientId session) {
            this.session = session;
        }

        /** {@return whether the requests before were processed} */
        boolean isNext() {
            Place previous = before;
            boolean next = previous == null || previous.left.isDone();
            if (next) {
                before = null;
            }
            return next;
        }

        /** {@return completes on the connection's own thread when the requests before were processed} */
        CompletionStage<?> turn(MessageSink sink) {
            Place previous = before;
            before = null;
            if (previous == null || previous.left.isDone()) {
                return Stages.DONE;
            }
            CompletableFuture<Void> turn = new CompletableFuture<>();
            previous.left.whenComplete((nothing, fault) -> sink.later(() -> turn.complete(null)));
            return turn;
        }

        /** The request was processed, or waits for nothing but an event. */
        void leave() {
            last.remove(session, this);
            left.complete(null);
        }
    }
}
