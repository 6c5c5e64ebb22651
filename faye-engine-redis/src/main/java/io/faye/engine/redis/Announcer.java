package io.faye.engine.redis;

import io.faye.protocol.ClientId;
import org.jspecify.annotations.Nullable;

/** Has the host told of what was met in the log, and then completes the operation that brought it about. */
final class Announcer {

    private final Operations operations;
    private final Reporter reporter;

    Announcer(Operations operations, Reporter reporter) {
        this.operations = operations;
        this.reporter = reporter;
    }

    /**
     * A message of this node was met in the log.
     *
     * @param named whether its publisher is a session at that place of the log
     */
    void published(Publication publication, boolean named) {
        reporter.inLane(publication.lane(), () -> publication.seen(() -> reporter.published(publication, named)));
    }

    /** What the log says of a session is told where its cause was, and its end everywhere. */
    void changed(Entry.Control entry, @Nullable Operation<?> operation) {
        boolean ours = operations.isOurs(entry.origin());
        if (!ours && !(entry instanceof Entry.Ended)) {
            return;
        }
        reporter.inLane(entry.client(), () -> {
            if (ours) {
                event(entry);
            }
            if (entry instanceof Entry.Ended) {
                reporter.closed(entry.client());
            }
            if (operation != null) {
                operation.seen();
            }
        });
    }

    private void event(Entry.Control entry) {
        ClientId client = entry.client();
        if (entry instanceof Entry.Begun) {
            reporter.event(host -> host.handshake(client));
        } else if (entry instanceof Entry.Subscribed begun) {
            reporter.event(host -> host.subscribe(client, begun.pattern()));
        } else if (entry instanceof Entry.Unsubscribed ended) {
            reporter.event(host -> host.unsubscribe(client, ended.pattern()));
        } else if (entry instanceof Entry.Ended ended) {
            reporter.ended(client, ended.patterns());
        }
    }
}
