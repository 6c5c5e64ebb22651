package io.faye.standalone.client;

import io.faye.protocol.Json;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON as one line that commands no terminal, whoever wrote what is in it. It means the same as before. */
final class JsonLine {

    private static final Pattern UNSAFE = Pattern.compile("[\\r\\n\\x7f-\\x9f\\p{Cf}\\p{Zl}\\p{Zp}]");

    private JsonLine() {}

    static String of(Map<String, Object> fields) {
        return of(Json.of(fields));
    }

    static String of(Json json) {
        return UNSAFE.matcher(json.toString()).replaceAll(found -> Matcher.quoteReplacement(safe(found.group())));
    }

    /** Line ends stand between values only, the others in texts only. */
    private static String safe(String character) {
        if (character.equals("\r") || character.equals("\n")) {
            return " ";
        }
        StringBuilder escapes = new StringBuilder();
        character.chars().forEach(unit -> escapes.append(String.format("\\u%04x", unit)));
        return escapes.toString();
    }
}
