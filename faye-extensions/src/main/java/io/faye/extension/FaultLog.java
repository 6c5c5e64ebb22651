package io.faye.extension;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the faults of extensions: one line a second at most for each extension, with the number of lines left out. */
final class FaultLog {

    private static final Logger LOG = LoggerFactory.getLogger(ExtensionPipeline.class);
    private static final long PERIOD = Duration.ofSeconds(1).toNanos();
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST = 300;

    private final LongSupplier nanos;
    /** By the extension's name: each extension has one, so the map stays small. */
    private final Map<String, Culprit> culprits = new ConcurrentHashMap<>();

    FaultLog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Logs that an extension failed to give a verdict. */
    void refused(Extension extension, Throwable fault) {
        String name = Wrapper.nameOf(extension);
        long leftOut = culprits.computeIfAbsent(name, key -> new Culprit()).turn(nanos.getAsLong());
        if (leftOut >= 0) {
            LOG.error(
                    "Extension failed; refusing the message (extension={}, fault={}, similar lines left out={})",
                    name,
                    text(fault),
                    leftOut,
                    fault);
        }
    }

    /** {@return one line of bounded length, because a fault's message may quote what a client sent} */
    private static String text(Throwable fault) {
        String text = CONTROL.matcher(fault.toString()).replaceAll(" ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** When an extension may be logged again. */
    private static final class Culprit {

        private boolean logged;
        private long due;
        private long leftOut;

        /** {@return how many lines were left out before this one; negative if this one is left out too} */
        synchronized long turn(long now) {
            if (logged && now - due < 0) {
                leftOut++;
                return -1;
            }
            long before = leftOut;
            logged = true;
            due = now + PERIOD;
            leftOut = 0;
            return before;
        }
    }
}
