/**
 * The compatibility kit: {@link io.faye.tck.EngineTck} is what the author of an engine extends to learn whether it keeps
 * every rule that {@link io.faye.engine.Engine} lists.
 */
module io.faye.tck {
    requires transitive io.faye.engine;
    requires transitive org.junit.jupiter.api;
    requires org.slf4j;
    // Only the kit as a program needs these: who extends a kit runs it with what he has.
    requires static info.picocli;
    requires static org.junit.platform.launcher;
    requires static transitive org.jspecify;

    exports io.faye.tck;

    opens io.faye.tck to
            info.picocli,
            org.junit.platform.commons;
}
