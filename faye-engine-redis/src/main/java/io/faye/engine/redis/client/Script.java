package io.faye.engine.redis.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What Redis does in one go; the resource of the same name says how. */
public enum Script {
    ACKNOWLEDGE,
    ATTACH,
    ATTRIBUTE,
    ATTRIBUTES,
    BEGIN,
    CHECKPOINT,
    CLIENTS,
    DESTROY,
    HANDOVER,
    HEARTBEAT,
    INSPECT,
    LEAVE,
    PAGE,
    PING,
    PUBLISH,
    RELEASE,
    RESTORE,
    SUBSCRIBE,
    SUBSCRIPTIONS,
    UNSUBSCRIBE;

    private final String text;
    private final String digest;

    Script() {
        this.text = read("common") + read(name().toLowerCase(Locale.ROOT));
        this.digest = digest(text);
    }

    private static String read(String name) {
        try (InputStream in = Script.class.getResourceAsStream(name + ".lua")) {
            if (in == null) {
                throw new IllegalStateException("Expected the resource " + name + ".lua beside " + Script.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Redis names scripts so, and no other digest will do. */
    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String digest() {
        return digest;
    }

    /** {@return the call that makes Redis know the script} */
    public Call load() {
        return Call.of("SCRIPT", "LOAD", text);
    }

    public Call call(List<String> keys, Object... arguments) {
        return Call.of(this, keys).add(arguments);
    }
}
