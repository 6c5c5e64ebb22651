package io.faye.transport.http.loop;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import java.util.concurrent.Executor;

/** An event loop that counts how often it has taken input. */
final class CountingEventLoop extends SingleThreadIoEventLoop {

    private int inputs;

    CountingEventLoop(IoEventLoopGroup group, Executor executor, IoHandlerFactory io) {
        super(group, executor, io);
    }

    /** {@return how often the loop has taken what had come over its connections} For the loop's thread. */
    int inputs() {
        return inputs;
    }

    @Override
    protected int runIo() {
        inputs++;
        return super.runIo();
    }
}
