package io.faye.interop.hostile;

import java.util.Random;

/** One way to harm a server with small means. What the server answers does not matter, nor whether it hangs up. */
@FunctionalInterface
interface AttackKind {

    /**
     * Attacks once, which takes some seconds at most.
     *
     * @param stranger opens the connections, and closes them afterwards
     * @param random decides what the kind leaves open
     */
    void attack(Stranger stranger, Random random);
}
