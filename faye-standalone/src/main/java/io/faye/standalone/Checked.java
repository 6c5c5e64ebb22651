package io.faye.standalone;

import io.faye.transport.http.FayeHttpServer;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Text that has to be as the server takes it: asked as soon as it is read, so that a refusal names the option. */
abstract class Checked implements ITypeConverter<String> {

    private final Consumer<String> judge;

    private Checked(Consumer<String> judge) {
        this.judge = judge;
    }

    @Override
    public String convert(String text) {
        try {
            judge.accept(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    static final class MountPath extends Checked {
        MountPath() {
            super(path -> FayeHttpServer.builder().mount(path));
        }
    }

    static final class Origin extends Checked {
        Origin() {
            super(origin -> FayeHttpServer.builder().allowedOrigins(List.of(origin)));
        }
    }

    static final class Header extends Checked {
        Header() {
            super(name -> FayeHttpServer.builder().allowedHeaders(List.of(name)));
        }
    }

    static final class Proxy extends Checked {
        Proxy() {
            super(block -> FayeHttpServer.builder().trustedProxies(List.of(block)));
        }
    }
}
