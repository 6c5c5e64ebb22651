package io.faye.extension;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What an extension wants done with a message. */
public sealed interface Verdict {

    /**
     * {@return go on with this message, the same or a changed one}
     *
     * @param message what goes on
     */
    static Verdict pass(Message message) {
        return new Pass(message);
    }

    /**
     * {@return do not let it through, and say why}
     *
     * @param error what the sender is told
     */
    static Verdict refuse(BayeuxError error) {
        return new Refuse(error, Optional.empty());
    }

    /**
     * {@return do not let it through, say why, and what to do now}
     *
     * @param error what the sender is told
     * @param advice the reply's {@code advice}, in place of the server's
     */
    static Verdict refuse(BayeuxError error, Json advice) {
        return new Refuse(error, Optional.of(advice));
    }

    /** {@return forget the message, silently} */
    static Verdict drop() {
        return Drop.DROP;
    }

    /**
     * {@return the verdict comes later} Messages that come after this one on the same connection wait for it.
     *
     * @param later the verdict, in a stage of any class; a stage that fails, or does not complete in time, refuses the
     *     message with {@code 500::Internal server error}
     */
    static Verdict when(CompletionStage<Verdict> later) {
        return new When(later);
    }

    /**
     * Go on with this message.
     *
     * @param message what goes on
     */
    record Pass(Message message) implements Verdict {

        /**
         * Creates a verdict. Fails in the extension that is to blame if an argument is null.
         *
         * @param message what goes on
         */
        public Pass {
            Objects.requireNonNull(message, "message");
        }
    }

    /**
     * Do not let it through.
     *
     * @param error what the sender is told
     * @param advice the reply's {@code advice}; empty: the server's, if it has any
     */
    record Refuse(BayeuxError error, Optional<Json> advice) implements Verdict {

        /**
         * Creates a verdict. Fails in the extension that is to blame if an argument is null.
         *
         * @param error what the sender is told
         * @param advice the reply's {@code advice}; empty: the server's, if it has any
         */
        public Refuse {
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(advice, "advice");
        }
    }

    /** Forget the message. */
    enum Drop implements Verdict {
        /** The only one. */
        DROP
    }

    /**
     * The verdict comes later.
     *
     * @param later the verdict
     */
    record When(CompletionStage<Verdict> later) implements Verdict {

        /**
         * Creates a verdict. Fails in the extension that is to blame if an argument is null.
         *
         * @param later the verdict
         */
        public When {
            Objects.requireNonNull(later, "later");
        }
    }
}
