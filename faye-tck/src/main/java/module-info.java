/**
 * The compatibility kit: {@link io.faye.tck.EngineTck} is what the author of an engine extends to learn whether it keeps
 * every rule that {@link io.faye.engine.Engine} lists.
 */
module io.faye.tck {
    requires transitive io.faye.engine;
    requires transitive org.junit.jupiter.api;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.faye.tck;

    opens io.faye.tck to
            org.junit.platform.commons;
}
