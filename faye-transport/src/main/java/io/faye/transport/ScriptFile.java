package io.faye.transport;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file that browsers may keep, but ask for again: RFC 9110 section 13. Immutable. */
public final class ScriptFile {

    private final String tag;
    private final Instant modified;
    private final byte[] content;
    private final Map<String, String> unchangedFields;
    private final Map<String, String> fields;

    ScriptFile(String type, byte[] content, Instant modified) {
        this.tag = '"' + digest(content) + '"';
        this.modified = modified;
        this.content = content;
        // Any page may load it, also as a module; credentials make no difference.
        Map<String, String> always = new LinkedHashMap<>();
        always.put("ETag", tag);
        always.put("Last-Modified", HttpDate.format(modified));
        always.put("Cache-Control", "no-cache");
        always.put("Access-Control-Allow-Origin", "*");
        this.unchangedFields = Collections.unmodifiableMap(always);
        Map<String, String> whole = new LinkedHashMap<>();
        whole.put("Content-Type", type);
        whole.put("X-Content-Type-Options", "nosniff");
        whole.putAll(always);
        this.fields = Collections.unmodifiableMap(whole);
    }

    /** {@return the header fields of a response with the file, in order} */
    public Map<String, String> fields() {
        return fields;
    }

    /** {@return the header fields of a response that says that nothing has changed, in order} */
    public Map<String, String> unchangedFields() {
        return unchangedFields;
    }

    /** {@return what is in the file; nobody changes it} */
    public byte[] content() {
        return content;
    }

    /**
     * {@return whether the client has the file already} A tag says more than a date, which then is not looked at.
     *
     * @param tags the values of the request's header field {@code If-None-Match}
     * @param since the request's header field {@code If-Modified-Since}, empty if it has none
     */
    public boolean isKnown(List<String> tags, String since) {
        return tags.isEmpty() ? isKnownSince(since) : isAmong(tags);
    }

    private boolean isAmong(List<String> lists) {
        return lists.stream()
                .flatMap(HeaderLists::members)
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
