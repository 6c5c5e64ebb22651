package io.faye.engine.support;

import io.faye.engine.AttachmentListener;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Notes each call as a word. */
final class NotingListener implements AttachmentListener {

    final Queue<String> calls = new ConcurrentLinkedQueue<>();

    @Override
    public void messagesAvailable() {
        calls.add("messagesAvailable");
    }

    @Override
    public String moved() {
        calls.add("moved");
        return "";
    }

    @Override
    public void ended() {
        calls.add("ended");
    }
}
