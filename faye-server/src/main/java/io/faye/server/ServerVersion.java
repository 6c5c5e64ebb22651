package io.faye.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version of the server, which the build writes into a resource. */
public final class ServerVersion {

    private static final String NUMBER = read();

    private ServerVersion() {}

    /** {@return the version, such as {@code 1.2.0}} */
    public static String number() {
        return NUMBER;
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(ServerVersion.class.getResourceAsStream("version.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
