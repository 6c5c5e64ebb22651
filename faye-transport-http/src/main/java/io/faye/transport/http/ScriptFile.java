package io.faye.transport.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** A file that browsers may keep, but ask for again: RFC 9110 section 13. */
final class ScriptFile {

    private final String tag;
    private final Instant modified;
    private final Response whole;
    private final Response unchanged;

    ScriptFile(String type, byte[] content, Instant modified) {
        this.tag = '"' + digest(content) + '"';
        this.modified = modified;
        // Any page may load it, also as a module; credentials make no difference.
        String fields = String.join(
                "\r\n",
                "ETag: " + tag,
                "Last-Modified: " + HttpDate.format(modified),
                "Cache-Control: no-cache",
                "Access-Control-Allow-Origin: *",
                "");
        String typed = "Content-Type: " + type + "\r\nX-Content-Type-Options: nosniff\r\n" + fields;
        this.whole = new Response(200, typed, Bytes.shared(content));
        this.unchanged = new Response(304, fields, Bytes.NONE);
    }

    /** A tag says more than a date, which then is not looked at. */
    Response answer(List<String> tags, String since) {
        return (tags.isEmpty() ? isKnownSince(since) : isAmong(tags)) ? unchanged : whole;
    }

    private boolean isAmong(List<String> lists) {
        return lists.stream()
                .flatMap(Fields::members)
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }

    private boolean isKnownSince(String date) {
        return HttpDate.parse(date).filter(known -> !known.isBefore(modified)).isPresent();
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
