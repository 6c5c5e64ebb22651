package io.faye.tck;

/** What came of a rule, or of one of its tests. */
enum TestOutcome {
    /** It is kept. */
    PASSED("passed"),
    /** It is broken. */
    FAILED("failed"),
    /** It is a MAY, and not kept. */
    ALLOWED("not kept, which is allowed"),
    /** It does not concern this engine. */
    NOT_APPLICABLE("not applicable"),
    /** Nobody asked for its kit. */
    NOT_CHECKED("not checked");

    private final String text;

    TestOutcome(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
