package io.faye.standalone;

import io.faye.transport.http.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;

/** A page of a console, with its scripts and its style as the only ones that a browser may use with it. */
final class ConsolePage {

    private static final int NONCE_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final String html;

    private ConsolePage(String name, String mount) {
        html = resource(name)
                .replace("{{style}}", resource("console.css"))
                .replace("{{script}}", resource("console.js"))
                .replace("{{mount}}", escape(mount.replaceAll("/+$", "")))
                .replace("{{version}}", escape(Version.line()));
    }

    /** {@return the page beside a mount, which is a client of the server} */
    static ConsolePage beside(String mount) {
        return new ConsolePage("console.html", mount);
    }

    /** {@return the page of the management port, which shows and does what its API offers to those who have a token} */
    static ConsolePage ofAdministration() {
        return new ConsolePage("administration.html", "");
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

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ConsolePage.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
