package io.faye.tck.selftest.court;

import java.util.Set;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the kit on engines, in this process. */
public final class Court {

    private static final LauncherConfig BARE = LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .build();

    private Court() {}

    /** {@return what all tests of its kits say of an engine} */
    public static Verdict judge(Candidate candidate) {
        return judge(candidate, test -> FilterResult.included("all are"), Integer.MAX_VALUE);
    }

    /** {@return the same, with time for what is late} */
    static Verdict judgePatiently(Candidate candidate) {
        Judged.PATIENT.set(true);
        try {
            return judge(candidate);
        } finally {
            Judged.PATIENT.remove();
        }
    }

    /** {@return what those tests say that are about the rules that it breaks, until the first one fails} */
    public static Verdict judgeByOwnRules(Candidate candidate) {
        Set<String> own = candidate.breaks();
        return judge(candidate, test -> FilterResult.includedIf(!test.isTest() || isAbout(own, test)), 1);
    }

    private static boolean isAbout(Set<String> rules, TestDescriptor test) {
        return test.getSource().map(Verdict::rules).orElse(Set.of()).stream().anyMatch(rules::contains);
    }

    private static Verdict judge(Candidate candidate, PostDiscoveryFilter filter, int enough) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(candidate.kits().stream()
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .filters(filter)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        Verdict verdict = new Verdict(enough);
        try (Stand stand = candidate.stand().get()) {
            Judged.STAND.set(stand);
            Enough.HEARD.set(verdict);
            LauncherFactory.create(BARE).execute(request, verdict);
        } finally {
            Judged.STAND.remove();
            Enough.HEARD.remove();
        }
        return verdict;
    }
}
