package io.faye.protocol;

/** Finds the end of a JSON value in bytes that come one after another. It does not check what stands in the value. */
final class ValueScanner {

    private int depth;
    private int deepest;
    private boolean inText;
    private boolean escaped;
    private boolean begun;

    /** What a byte is to the value. */
    enum Step {
        /** The value goes on after it. */
        GOES_ON,
        /** It is the last one of the value. */
        ENDS,
        /** It comes after the value. */
        ENDED
    }

    /** Begins a new value. */
    void restart() {
        depth = 0;
        deepest = 0;
        inText = false;
        escaped = false;
        begun = false;
    }

    /** {@return whether something else than blanks has come} */
    boolean hasBegun() {
        return begun;
    }

    /** {@return whether the bytes that come are characters of a text} */
    boolean isInText() {
        return inText && !escaped;
    }

    /** {@return how many levels of arrays and objects the value has had so far, itself included} */
    int deepest() {
        return deepest;
    }

    Step take(byte b) {
        if (inText) {
            return takeText(b);
        }
        boolean outside = depth == 0;
        switch (b) {
            case '"' -> {
                begun = true;
                inText = true;
            }
            case '{', '[' -> {
                begun = true;
                depth++;
                deepest = Math.max(deepest, depth);
            }
            case '}', ']' -> {
                return close(outside);
            }
            case ',' -> {
                return outside ? Step.ENDED : Step.GOES_ON;
            }
            case ' ', '\t', '\r', '\n' -> {
                return outside && begun ? Step.ENDED : Step.GOES_ON;
            }
            default -> begun = true;
        }
        return Step.GOES_ON;
    }

    private Step close(boolean outside) {
        if (outside) {
            return Step.ENDED;
        }
        depth--;
        return depth == 0 ? Step.ENDS : Step.GOES_ON;
    }

    private Step takeText(byte b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inText = false;
            return depth == 0 ? Step.ENDS : Step.GOES_ON;
        }
        return Step.GOES_ON;
    }
}
