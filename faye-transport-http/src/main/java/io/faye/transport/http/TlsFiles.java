package io.faye.transport.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a server finds its certificate, its key, and the authorities that vouch for its clients, if it asks for any. */
record TlsFiles(Path certificate, Path key, TlsClientAuth clients, @Nullable Path authorities) {

    TlsFiles(Path certificate, Path key) {
        this(certificate, key, TlsClientAuth.NONE, null);
    }

    TlsFiles asking(TlsClientAuth demand, @Nullable Path vouching) {
        return new TlsFiles(certificate, key, demand, vouching);
    }

    boolean asksClients() {
        return authorities != null && clients != TlsClientAuth.NONE;
    }

    Pem read() throws IOException {
        return new Pem(text(certificate), text(key), authorities == null || !asksClients() ? "" : text(authorities));
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
