/** The server as a program: {@code ./faye serve}, and commands around it. It knows engines, extensions and services by what is installed. */
module io.faye.standalone {
    requires ch.qos.logback.classic;
    requires info.picocli;
    requires io.faye.auth;
    requires io.faye.client;
    requires io.faye.metrics;
    requires io.faye.transport.http;
    requires java.management;
    requires micrometer.registry.prometheus;
    requires org.snakeyaml.engine;
    requires org.slf4j;
    requires static org.jspecify;

    uses io.faye.extension.Extension;
    uses io.faye.server.ServiceProvider;

    opens io.faye.standalone to
            info.picocli;
    opens io.faye.standalone.client to
            info.picocli;
}
