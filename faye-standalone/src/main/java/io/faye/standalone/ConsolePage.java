package io.faye.standalone;

import io.faye.transport.http.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;

/** The console's page, with its scripts and its style as the only ones that a browser may use with it. */
final class ConsolePage {

    private static final int NONCE_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final String html;

    ConsolePage(String mount) {
        html = resource()
                .replace("{{mount}}", escape(mount.replaceAll("/+$", "")))
                .replace("{{version}}", escape(Version.line()));
    }

    /**
     * {@return the page, with a mark on scripts and style that nobody can know before}
     *
     * @param token what the page shows to read the monitoring events; empty if it does not read them
     */
    HttpReply reply(String token) {
        String nonce = nonce();
        return HttpReply.of(
                        200,
                        "text/html; charset=utf-8",
                        html.replace("{{nonce}}", nonce)
                                .replace("{{token}}", escape(token))
                                .getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Content-Security-Policy", policy("'nonce-" + nonce + "'"));
    }

    private static String policy(String ours) {
        return "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'; script-src " + ours + "; style-src " + ours;
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String resource() {
        try (InputStream in = Objects.requireNonNull(ConsolePage.class.getResourceAsStream("console.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
