package io.faye.tck;

import io.faye.tck.EngineRule.Level;
import java.time.Duration;

/**
 * What came of one test.
 *
 * @param kit the simple name of its kit
 * @param rule the id of the rule that it is about
 * @param name what it says
 * @param text why it failed or does not apply; empty if it passed
 */
record TestResult(String kit, String rule, Level level, String name, TestOutcome outcome, String text, Duration time) {

    boolean isAbout(Rule other) {
        return kit.equals(other.kit()) && rule.equals(other.id()) && level == other.level();
    }
}
