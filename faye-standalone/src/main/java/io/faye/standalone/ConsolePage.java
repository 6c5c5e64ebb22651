package io.faye.standalone;

import io.faye.transport.http.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The console's page: one resource, whose script and style are the only ones that a browser may use with it. */
final class ConsolePage {

    private ConsolePage() {}

    static HttpReply reply(String mount) {
        String page = resource();
        String html = page.replace("{{mount}}", escape(mount)).replace("{{version}}", escape(Version.line()));
        return HttpReply.of(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Content-Security-Policy", policy(page));
    }

    private static String policy(String page) {
        return "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'; script-src " + hash(page, "script") + "; style-src " + hash(page, "style");
    }

    private static String hash(String page, String element) {
        int from = page.indexOf("<" + element + ">") + element.length() + 2;
        String content = page.substring(from, page.indexOf("</" + element + ">"));
        return "'sha256-" + Base64.getEncoder().encodeToString(sha256(content)) + "'";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
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
