package io.faye.extension;

import io.faye.protocol.log.RateLimitedLog;
import java.util.function.LongSupplier;

/** Logs the faults of extensions: one line a second at most for each extension, with the number of lines left out. */
final class FaultLog {

    private static final int LONGEST = 300;

    private final RateLimitedLog log;

    FaultLog(LongSupplier nanos) {
        log = new RateLimitedLog(ExtensionPipeline.class, nanos);
    }

    /** Logs that an extension failed to give a verdict. */
    void refused(Extension extension, Throwable fault) {
        String name = DelegatingExtension.nameOf(extension);
        log.error(
                name,
                "Extension failed; refusing the message (extension={}, fault={}, similar lines left out={})",
                name,
                text(fault),
                fault);
    }

    /** {@return a text of bounded length, because a fault's message may quote what a client sent} */
    private static String text(Throwable fault) {
        String text = fault.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
