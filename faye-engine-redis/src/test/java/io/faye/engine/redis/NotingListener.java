package io.faye.engine.redis;

import io.faye.engine.AttachmentListener;
import io.faye.protocol.ClientId;
import java.util.Queue;

/** Notes what happens to the session of one attachment. */
public final class NotingListener implements AttachmentListener {

    private final ClientId client;
    private final String note;
    private final Queue<String> noted;

    public NotingListener(ClientId client, String note, Queue<String> noted) {
        this.client = client;
        this.note = note;
        this.noted = noted;
    }

    @Override
    public void messagesAvailable() {}

    @Override
    public String moved() {
        noted.add("moved " + client);
        return note;
    }

    @Override
    public void ended() {
        noted.add("ended " + client);
    }
}
