package io.faye.tck;

import org.junit.jupiter.api.DisplayName;

abstract class HealthRules extends SessionFixture {

    private void expectHealthy(String when) {
        service.patience().get("health " + when, host.calls().health());
    }

    @EngineRule("HLT-1")
    @DisplayName("says so as long as it works")
    void saysSo() {
        expectHealthy("at the beginning");
        alice.subscribe("/a");
        alice.publish("/a", 1);
        alice.receivesExactly(1);
        expectHealthy("after a message");
        alice.destroy();
        expectHealthy("after an end");
        log.reports("subscribe alice /a", "publish alice /a 1", "unsubscribe alice /a", "disconnect alice");
    }

    @EngineRule({"HLT-1", "THR-1"})
    @DisplayName("says so while others are at work, and disturbs nobody")
    void disturbsNobody() {
        alice.subscribe("/a");
        int[] published = new int[1];
        Concurrently.run(2, thread -> {
            for (int round : rounds(500)) {
                if (thread == 0) {
                    service.publish("/a", round);
                    published[0]++;
                } else {
                    expectHealthy("at work");
                }
            }
        });
        Check.equal("How many messages came", published[0], alice.received().size());
        Check.that(bob.ping(), "bob's session is gone");
    }
}
