package io.faye.standalone;

import io.faye.protocol.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A monitoring event as the console shows it.
 *
 * @param number its place among all events
 * @param time when it was reported
 * @param name one of the five events' names
 * @param client the beginning of the session's id: the whole id is a key to the session; empty if there is none
 * @param about a channel or pattern, empty if there is none
 * @param data the beginning of what was published, as JSON text
 */
record ConsoleEvent(long number, Instant time, String name, String client, String about, String data) {

    private static final int SHOWN_OF_ID = 8;
    private static final int SHOWN_OF_DATA = 400;

    static ConsoleEvent of(String name, String client, String about, String data) {
        String shown = client.length() > SHOWN_OF_ID ? client.substring(0, SHOWN_OF_ID) : client;
        return new ConsoleEvent(0, Instant.now(), name, shown, about, data);
    }

    /** A copy of the beginning, so that the ring does not hold on to large messages. */
    static String beginning(Json data) {
        if (data.length() <= SHOWN_OF_DATA) {
            return data.toString();
        }
        byte[] bytes = new byte[SHOWN_OF_DATA];
        data.bytes().get(bytes);
        return StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes)) + "…";
    }

    ConsoleEvent numbered(long place) {
        return new ConsoleEvent(place, time, name, client, about, data);
    }

    Json toJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("number", number);
        fields.put("time", time.toString());
        fields.put("event", name);
        fields.put("client", client);
        fields.put("about", about);
        fields.put("data", data);
        return Json.of(fields);
    }
}
