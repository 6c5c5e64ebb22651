package io.faye.auth.rules;

/**
 * What {@link AccessRules} say to an operation, and why.
 *
 * @param outcome what they say
 * @param reason which rule decides, in one line for a person to read
 */
public record Decision(Outcome outcome, String reason) {

    /** {@return the outcome and the reason} */
    @Override
    public String toString() {
        return outcome.word + ": " + reason;
    }

    /** What rules say. */
    public enum Outcome {
        /** To all that was asked for. */
        GRANTED("granted"),
        /** Only to some channels that a wildcard stands for. */
        PARTLY("granted in part"),
        /** To nothing. */
        REFUSED("refused");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }
    }
}
