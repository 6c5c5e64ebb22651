package io.faye.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate for localhost and its key as two files, which can be written anew. The JDK's own tool makes them. */
record PemFiles(Path folder) {

    private static final String PASSWORD = "secret";
    private static final int LONGEST_SECONDS = 60;

    Path certificate() {
        return folder.resolve("certificate.pem");
    }

    Path key() {
        return folder.resolve("key.pem");
    }

    /** Puts a new certificate with this common name, and its key, into the files. */
    void renew(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        generate(name, file);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        Key key = store.getKey(name, PASSWORD.toCharArray());
        Files.writeString(
                certificate(), pem("CERTIFICATE", store.getCertificate(name).getEncoded()));
        Files.writeString(key(), pem("PRIVATE KEY", key.getEncoded()));
    }

    private static void generate(String name, Path file) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String command =
                "-genkeypair -keyalg EC -validity 2 -storetype PKCS12 -ext san=dns:localhost,ip:127.0.0.1 -alias "
                        + name + " -dname CN=" + name + " -storepass " + PASSWORD + " -keystore";
        ProcessBuilder builder = new ProcessBuilder(keytool);
        builder.command().addAll(List.of(command.split(" ")));
        builder.command().add(file.toString());
        Path log = file.resolveSibling(name + ".log");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("No certificate: " + Files.readString(log));
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                + "-----\n";
    }
}
