/** The server as a program: {@code ./faye serve}. It knows engines and extensions by what is installed. */
module io.faye.standalone {
    requires info.picocli;
    requires io.faye.auth;
    requires io.faye.transport.http;
    requires org.snakeyaml.engine;
    requires org.slf4j;
    requires static org.jspecify;

    uses io.faye.extension.Extension;

    opens io.faye.standalone to
            info.picocli;
}
