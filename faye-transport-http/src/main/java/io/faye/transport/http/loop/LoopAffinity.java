package io.faye.transport.http.loop;

import io.faye.transport.AddressKey;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Chooses the event loop of a new connection. The few connections of one client get the same loop, because only what one
 * thread reads is read in the order in which it came. An address with many connections, such as a proxy's, gets another
 * loop for each group of those that were opened close together. Safe for threads.
 */
final class LoopAffinity {

    /** More than one program opens for some hundred requests at once. */
    private static final int FEW = 32;

    private static final int MOST = 64;
    private static final long CLOSE_TOGETHER = TimeUnit.MILLISECONDS.toNanos(20);

    private final Supplier<EventLoop> next;
    private final LongSupplier nanos;
    private final Map<AddressKey, Group> groups = new ConcurrentHashMap<>();

    /**
     * Creates a choice.
     *
     * @param next gives the loops in turn
     * @param nanos the time
     */
    LoopAffinity(Supplier<EventLoop> next, LongSupplier nanos) {
        this.next = next;
        this.nanos = nanos;
    }

    /** {@return the loop for a connection, which counts until it is closed} */
    EventLoop choose(Channel connection) {
        AddressKey network = AddressKey.of(connection.remoteAddress());
        Group group = enter(network, nanos.getAsLong());
        connection.closeFuture().addListener(closed -> leave(network, group));
        return group.loop;
    }

    private Group enter(AddressKey network, long now) {
        return groups.compute(network, (same, known) -> {
            Group group = known == null || known.isFull(now) ? new Group(next.get()) : known;
            group.open++;
            group.lastOpened = now;
            return group;
        });
    }

    private void leave(AddressKey network, Group left) {
        groups.compute(network, (same, known) -> {
            left.open--;
            return known == left && left.open == 0 ? null : known;
        });
    }

    /** Connections of one address on one loop; changed only while the map has its entry to itself. */
    private static final class Group {

        private final EventLoop loop;
        private int open;
        private long lastOpened;

        Group(EventLoop loop) {
            this.loop = loop;
        }

        boolean isFull(long now) {
            return open >= MOST || open >= FEW && now - lastOpened > CLOSE_TOGETHER;
        }
    }
}
