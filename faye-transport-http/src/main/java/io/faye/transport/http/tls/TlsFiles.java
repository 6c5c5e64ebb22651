package io.faye.transport.http.tls;

import io.netty.handler.ssl.ClientAuth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files with the server's certificate, with its key, and with the certificates of the authorities that issue those of
 * clients, if it asks for any.
 */
public record TlsFiles(Path certificate, Path key, ClientAuth clients, @Nullable Path authorities) {

    public TlsFiles(Path certificate, Path key) {
        this(certificate, key, ClientAuth.NONE, null);
    }

    TlsFiles asking(ClientAuth demand, @Nullable Path vouching) {
        return new TlsFiles(certificate, key, demand, vouching);
    }

    boolean asksClients() {
        return authorities != null && clients != ClientAuth.NONE;
    }

    PemFiles read() throws IOException {
        return new PemFiles(
                text(certificate), text(key), authorities == null || !asksClients() ? "" : text(authorities));
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
    }

    @Override
    public String toString() {
        return asksClients() ? certificate + ", " + key + " and " + authorities : certificate + " and " + key;
    }
}
