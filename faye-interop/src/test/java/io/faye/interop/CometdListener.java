package io.faye.interop;

import org.cometd.bayeux.Message;
import org.cometd.bayeux.client.ClientSessionChannel;
import org.cometd.bayeux.client.ClientSessionChannel.MessageListener;

/** Keeps what was published: to whoever listens to a wildcard, CometD's client hands replies of the server as well. */
record CometdListener(Inbox inbox) implements MessageListener {

    @Override
    public void onMessage(ClientSessionChannel channel, Message message) {
        if (!message.isMeta()) {
            inbox.add(message.getData());
        }
    }
}
