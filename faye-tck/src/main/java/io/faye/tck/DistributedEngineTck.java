package io.faye.tck;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * Checks the rules of {@link io.faye.engine.Engine} that take several processes to show, for an engine whose
 * {@link io.faye.engine.EngineCapabilities} say that it is shared. Beside {@link EngineTck} its author extends this, so that several
 * engines run on one store: two or three in this JVM, and others in JVMs of their own, which the kit kills and freezes.
 * Those find the engine's classes on this JVM's class path, make a provider with its constructor without arguments, and
 * give it the same options.
 */
public abstract class DistributedEngineTck extends Kit {

    /** Makes the tests. */
    protected DistributedEngineTck() {}

    @Nested
    @DisplayName("one service of several processes")
    class OneService extends OneServiceRules {}

    @Nested
    @DisplayName("delivery across processes")
    class Delivering extends SharedDeliveryRules {}

    @Nested
    @DisplayName("a client that moves")
    class Moving extends MovingRules {}

    @Nested
    @DisplayName("an attachment, one of several processes,")
    class Attaching extends SharedAttachmentRules {}

    @Nested
    @DisplayName("the limit")
    class Limits extends SharedLimitRules {}

    @Nested
    @DisplayName("monitoring events of several processes")
    class Events extends SharedEventRules {}

    @Nested
    @DisplayName("a session that several processes have to do with ends")
    class Endings extends SharedEndingRules {}

    @Nested
    @DisplayName("a process that dies")
    class Dying extends DyingProcessRules {}

    @Nested
    @DisplayName("a record of random operations in several processes")
    class Histories extends SharedHistoryRules {}
}
