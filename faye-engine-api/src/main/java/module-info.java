/**
 * The plug between the server and an engine: {@link io.faye.engine.Engine} is the contract, found by name through
 * {@link io.faye.engine.EngineProvider}; {@code io.faye.engine.support} holds parts that most engines need.
 *
 * @uses io.faye.engine.EngineProvider engines on the class or module path
 */
module io.faye.engine {
    requires transitive io.faye.protocol;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.faye.engine;
    exports io.faye.engine.support;

    uses io.faye.engine.EngineProvider;
}
