package io.faye.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The example's page in the browser, which publishes, receives and counts by itself. */
final class ClusterPage {

    private static final int SOME = 5;
    /** After a failure the client waits for up to a second, then two, then four. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Browser browser;
    private final Cluster cluster;

    ClusterPage(Browser browser, Cluster cluster, String without) {
        this.browser = browser;
        this.cluster = cluster;
        browser.show(cluster.url().resolve("/?without=" + without));
    }

    /** Waits until it has received some more of what it publishes. */
    void receivesMore() {
        int enough = count("received") + SOME;
        await("more was received", () -> count("received") >= enough);
    }

    /** Waits until all that was accepted has come, and looks whether anything came twice. */
    void hasReceivedEverythingOnce() {
        browser.click("#pause");
        await("everything that was accepted was received", () -> count("missing") == 0);
        assertThat(count("twice")).as("received twice. " + cluster.story()).isZero();
        browser.click("#pause");
    }

    private int count(String name) {
        return Integer.parseInt(String.valueOf(browser.evaluate("document.getElementById(args[0]).textContent", name)));
    }

    private void await(String what, Callable<Boolean> condition) {
        try {
            Awaitility.await(what).atMost(PATIENCE).until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("The page: " + browser.evaluate("document.body.innerText") + cluster.story(), e);
        }
    }
}
