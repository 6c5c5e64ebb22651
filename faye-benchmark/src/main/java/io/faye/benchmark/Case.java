package io.faye.benchmark;

import io.faye.benchmark.load.FanOut;
import io.faye.benchmark.load.Handshakes;
import io.faye.benchmark.load.LoadLoop;
import io.faye.benchmark.load.Paced;
import io.faye.benchmark.load.Pairs;
import io.faye.benchmark.load.Traffic;
import java.util.Locale;

/**
 * What is measured.
 *
 * @param kind which load
 * @param size how many clients; of latency, how many messages a second
 */
record Case(Kind kind, int size) {

    /** The sorts of load. */
    enum Kind {
        FANOUT,
        PAIRS,
        LONGPOLL,
        HANDSHAKE,
        LATENCY,
        REDIS,
        IDLE
    }

    static Case named(String word) {
        try {
            int dash = word.indexOf('-');
            Kind kind = Kind.valueOf(word.substring(0, dash).toUpperCase(Locale.ROOT));
            int size = Integer.parseInt(word.substring(dash + 1));
            if (size >= 2) {
                return new Case(kind, size);
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // Refused below.
        }
        throw new IllegalArgumentException("Expected a case such as fanout-100, but got '" + word + "'");
    }

    Traffic traffic(LoadLoop loop) {
        return switch (kind) {
            case FANOUT -> FanOut.overWebSockets(loop, size);
            case LONGPOLL -> FanOut.overPolling(loop, size);
            case PAIRS -> new Pairs(loop, size);
            case HANDSHAKE -> new Handshakes(loop, size);
            case LATENCY, REDIS -> throw new IllegalStateException("Its pace is given");
            case IDLE -> throw new IllegalStateException("Idle clients make no traffic");
        };
    }

    /** {@return traffic whose pace does not depend on the server} */
    Paced paced(LoadLoop loop) {
        return kind == Kind.LATENCY ? Paced.toOne(loop, size) : Paced.toMany(loop, size);
    }

    /** {@return what figures of this case are} */
    String unit() {
        return switch (kind) {
            case IDLE -> "KiB each";
            case LATENCY -> "us median";
            case REDIS -> "us of Redis each";
            default -> "us CPU each";
        };
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "-" + size;
    }
}
