package io.faye.engine.redis.faults;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A way to Redis that breaks when it is told to, stalls, or leads elsewhere. */
final class Relay implements AutoCloseable {

    private static final long NEVER = Long.MAX_VALUE;
    private static final long LOOK_NANOS = 2_000_000;

    /** One of the ways that bytes go. */
    enum Way {
        TO_REDIS,
        FROM_REDIS
    }

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong left = new AtomicLong(NEVER);
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger injections = new AtomicInteger();
    private volatile byte[] injected = {};
    private volatile Way cutting = Way.TO_REDIS;
    private volatile int target;
    private volatile boolean stalled;
    private volatile boolean closed;

    Relay(int target) {
        this.target = target;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("relay", this::accept);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!closed) {
            try {
                connect(server.accept());
            } catch (IOException e) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket redis;
        try {
            redis = new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        sockets.add(client);
        sockets.add(redis);
        start("relay-to", () -> copy(client, redis, Way.TO_REDIS));
        start("relay-from", () -> copy(redis, client, Way.FROM_REDIS));
    }

    private void copy(Socket from, Socket to, Way way) {
        byte[] bytes = new byte[16_384];
        int before = injections.get();
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
                while (stalled && !closed) {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
                int allowed = way == cutting ? allowed(count) : count;
                out.write(bytes, 0, allowed);
                if (allowed < count) {
                    cuts.incrementAndGet();
                    break;
                }
                if (way == Way.FROM_REDIS && injections.get() > before) {
                    before++;
                    out.write(injected);
                }
            }
        } catch (IOException e) {
            // That connections break is what this is for.
            stalled &= !closed;
        } finally {
            close(from);
            close(to);
        }
    }

    private int allowed(int count) {
        long before = left.getAndUpdate(rest -> rest == NEVER ? NEVER : rest < count ? NEVER : rest - count);
        return before < count ? (int) before : count;
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        closeQuietly(socket);
    }

    private static void closeQuietly(Closeable resource) {
        try {
            resource.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the connection over which so many more bytes have gone, in the middle of what it carries. */
    void cutAfter(long bytes, Way way) {
        cutting = way;
        left.set(bytes);
    }

    /** Puts bytes of its own into what Redis sends on every connection. */
    void inject(String text) {
        injected = text.getBytes(StandardCharsets.US_ASCII);
        injections.incrementAndGet();
    }

    /** {@return how many connections were cut so} */
    int cuts() {
        return cuts.get();
    }

    /** Lets nothing through. */
    void stall() {
        stalled = true;
    }

    /** Lets everything through again, also what came meanwhile. */
    void flow() {
        stalled = false;
    }

    /** Leads elsewhere from now on; connections to where it led break. */
    void leadTo(int port) {
        target = port;
        sockets.forEach(this::close);
    }

    @Override
    public void close() {
        closed = true;
        closeQuietly(server);
        sockets.forEach(this::close);
    }
}
