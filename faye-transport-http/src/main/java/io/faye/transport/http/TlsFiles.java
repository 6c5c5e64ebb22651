package io.faye.transport.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a server finds its certificate and its key. */
record TlsFiles(Path certificate, Path key) {

    Pem read() throws IOException {
        return new Pem(text(certificate), text(key));
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
        return certificate + " and " + key;
    }
}
