package io.faye.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.util.concurrent.EventExecutor;
import java.util.Map;

/** Makes the two handlers of a new connection. */
final class ConnectionInitializer extends ChannelInitializer<Channel> {

    private final Site site;
    private final Router router;
    private final Map<EventExecutor, Loop> loops;

    ConnectionInitializer(Site site, Map<EventExecutor, Loop> loops) {
        this.site = site;
        this.router = new Router(site);
        this.loops = loops;
    }

    @Override
    protected void initChannel(Channel channel) {
        Loop loop = loops.get(channel.eventLoop());
        if (loop == null || loop.isGoingAway()) {
            channel.close();
            return;
        }
        Response refusal = site.admission().enter(channel);
        if (refusal == null) {
            site.statistics().accepted();
        } else {
            site.statistics().refusedConnection(refusal);
        }
        if (refusal != null && !mayTell(channel)) {
            channel.close();
            return;
        }
        if (refusal != null) {
            Ending.closeSoon(channel);
        }
        if (site.tls() != null) {
            channel.pipeline().addLast(site.tls().handler(channel.alloc()));
        }
        RequestDecoder decoder =
                new RequestDecoder(site.requests(), new Pace(System.nanoTime()), new DecoderGate(loop));
        channel.pipeline().addLast(decoder, new HttpConnection(router, site, loop, channel, decoder, refusal));
    }

    /** Not under TLS: to come so far that something can be said costs more than it is worth. */
    private boolean mayTell(Channel channel) {
        return site.tls() == null && site.admission().mayTell(channel);
    }
}
