package io.faye.engine.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate that vouches for itself, and its key, made by the JDK's own tool for one run of the tests.
 *
 * @param certificate a file in PEM
 * @param key a file in PEM
 */
record Certificate(Path certificate, Path key) {

    private static final String PASSWORD = "secret";

    /**
     * {@return one for a server of this name}
     *
     * @param others further names, such as {@code ip:127.0.0.1}
     */
    static Certificate of(Path folder, String server, String... others) throws Exception {
        Path store = folder.resolve(server + ".p12");
        keytool(folder, store, server, others);
        return new Certificate(
                write(
                        folder.resolve(server + ".crt"),
                        "CERTIFICATE",
                        load(store).getCertificate("redis").getEncoded()),
                write(folder.resolve(server + ".key"), "PRIVATE KEY", key(store)));
    }

    private static byte[] key(Path store) throws GeneralSecurityException, IOException {
        return load(store).getKey("redis", PASSWORD.toCharArray()).getEncoded();
    }

    private static void keytool(Path folder, Path store, String server, String... others)
            throws IOException, InterruptedException {
        List<String> names = new ArrayList<>(List.of("dns:" + server));
        names.addAll(List.of(others));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "redis",
                "-dname",
                "CN=" + server,
                "-ext",
                "san=" + String.join(",", names),
                "-ext",
                "bc:critical=ca:true",
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Path log = folder.resolve("keytool.log");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new AssertionError("No certificate: " + Files.readString(log));
        }
    }

    private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        return loaded;
    }

    private static Path write(Path file, String what, byte[] bytes) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n");
    }
}
