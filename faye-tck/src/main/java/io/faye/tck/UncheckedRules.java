package io.faye.tck;

import io.faye.engine.EngineCapabilities;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules that this kit does not check, each with the reason, so that a report has all rules. */
abstract class UncheckedRules extends KitPart {

    @TestFactory
    @DisplayName("are not checked here")
    Stream<DynamicTest> areNotCheckedHere() {
        Set<String> here = Rules.ALL.stream()
                .filter(rule -> rule.kit().equals(EngineTck.class.getSimpleName()))
                .map(Rule::id)
                .collect(Collectors.toSet());
        return Rules.ALL.stream()
                .filter(rule -> !here.contains(rule.id()))
                .map(rule -> DynamicTest.dynamicTest(
                        rule.id() + " " + rule.sentence(), () -> Assumptions.abort(reason(rule))));
    }

    private String reason(Rule rule) {
        EngineCapabilities capabilities = kit().provider().capabilities();
        boolean several = rule.kit().equals("DistributedEngineTck");
        if (several ? !capabilities.isShared() : !capabilities.isShared() && !capabilities.isDurable()) {
            return "Not applicable: the engine "
                    + (several
                            ? "is not shared between processes"
                            : "has no backend: it is neither shared nor durable");
        }
        return "Checked by " + rule.kit() + ": extend it as well"
                + (several ? "" : ", unless the engine has no backend that a test can stop");
    }
}
