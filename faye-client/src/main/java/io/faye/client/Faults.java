package io.faye.client;

import java.net.URI;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Makes of what stages fail with what applications are told. */
final class Faults {

    private Faults() {}

    /** {@return what a stage failed with, without what other stages have put around it} */
    static Throwable cause(Throwable fault) {
        boolean wrapped = fault instanceof CompletionException || fault instanceof ExecutionException;
        return wrapped && fault.getCause() != null ? cause(fault.getCause()) : fault;
    }

    static FayeClientException of(Throwable fault) {
        Throwable cause = cause(fault);
        return cause instanceof FayeClientException known ? known : new FayeClientException(text(cause), cause);
    }

    static FayeClientException ofNetwork(URI uri, Throwable fault) {
        Throwable cause = cause(fault);
        if (cause instanceof FayeClientException known) {
            return known;
        }
        String text = cause instanceof CancellationException ? "no answer in time" : text(cause);
        return new FayeClientException("No connection to " + uri + ": " + text, cause);
    }

    /** {@return what happened} Some exceptions of the JDK's client have no message of their own. */
    static String text(Throwable cause) {
        String message = cause.getMessage();
        if (message != null) {
            return message;
        }
        Throwable deeper = cause.getCause();
        return cause.getClass().getSimpleName() + (deeper == null ? "" : ", " + text(deeper));
    }
}
