package io.faye.tck.selftest.court;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves out the tests that are left when the court has heard enough. */
final class Enough implements ExecutionCondition {

    /** JUnit asks on the thread that started it. */
    static final ThreadLocal<Verdict> HEARD = new ThreadLocal<>();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        Verdict verdict = HEARD.get();
        return verdict != null && verdict.isEnough()
                ? ConditionEvaluationResult.disabled("The engine was caught")
                : ConditionEvaluationResult.enabled("The engine was not caught yet");
    }
}
