package io.faye.tck;

import io.faye.engine.Batch;
import io.faye.engine.Change;
import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes all that waits for a client. To know what all is, publishes a marker to a channel that only this client hears:
 * what was accepted before is queued before it, so what has not come before it does not come.
 */
final class Mailbox {

    private final Client client;
    private final String channel;
    private int markers;

    Mailbox(Client client) {
        this.client = client;
        this.channel = Log.OWN_CHANNELS + client.id() + "/" + client.host().number();
    }

    List<Message> take() {
        int marker = mark();
        client.attach();
        List<Message> taken = new ArrayList<>();
        Position position = new Position();
        client.host()
                .service()
                .patience()
                .until(client + " received the marker published last", () -> takeUntil(marker, taken, position));
        client.acknowledge(position.last);
        return taken;
    }

    private int mark() {
        Change change = client.subscribe(channel);
        Check.that(change != Change.UNKNOWN_CLIENT, client + " is to receive messages, but its session is over");
        client.host().service().publish(client.host(), channel, ++markers);
        return markers;
    }

    private boolean takeUntil(int marker, List<Message> taken, Position position) {
        Batch batch = client.read(position.last, Client.ALL);
        position.last = batch.last();
        for (Message message : batch.messages()) {
            if (isMarker(message, marker)) {
                return true;
            }
            if (!isOwn(message)) {
                taken.add(message);
            }
        }
        return false;
    }

    private boolean isMarker(Message message, int marker) {
        return message.channel().map(Channel::toString).equals(Optional.of(channel))
                && message.data().equals(Optional.of(Json.of(marker)));
    }

    private static boolean isOwn(Message message) {
        return message.channel()
                .map(to -> to.toString().startsWith(Log.OWN_CHANNELS))
                .orElse(false);
    }

    private static final class Position {
        long last;
    }
}
