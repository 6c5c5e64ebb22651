package io.faye.tck.selftest;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the kit on an engine, in this process. */
final class Court {

    private static final LauncherConfig BARE = LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .build();

    private Court() {}

    static Verdict judge(Candidate candidate) {
        Verdict verdict = new Verdict();
        Launcher launcher = LauncherFactory.create(BARE);
        Judged.ENGINE.set(candidate);
        try {
            launcher.execute(
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(selectClass(Judged.class))
                            .build(),
                    verdict);
        } finally {
            Judged.ENGINE.remove();
        }
        return verdict;
    }
}
