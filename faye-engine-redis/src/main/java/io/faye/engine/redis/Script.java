package io.faye.engine.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** What Redis does in one go; the resource of the same name says how. */
enum Script {
    ACKNOWLEDGE,
    ATTACH,
    ATTRIBUTE,
    ATTRIBUTES,
    BEAT,
    BEGIN,
    CLIENTS,
    DESTROY,
    INSPECT,
    LEAVE,
    PING,
    PLACES,
    PUBLISH,
    RELEASE,
    RESTORE,
    SETTLE,
    SUBSCRIBE,
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

    /** Redis names scripts so, hence no other digest will do. */
    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(Object argument) {
        return argument.toString().getBytes(StandardCharsets.UTF_8);
    }

    CommandArguments load() {
        return new CommandArguments(Command.SCRIPT).add("LOAD").add(text);
    }

    /** {@return the one command that is no script: it appends a message to the log} */
    static CommandArguments append(Keys keys, Origin origin, String channel, byte[] body) {
        return new CommandArguments(Command.XADD)
                .key(keys.log())
                .add("*")
                .add("o")
                .add(origin.toString())
                .add("c")
                .add(channel)
                .add("m")
                .add(body);
    }

    CommandArguments call(List<String> keys, Object... arguments) {
        CommandArguments call =
                new CommandArguments(Command.EVALSHA).add(digest).add(keys.size());
        call.keys(keys.toArray());
        for (Object argument : arguments) {
            call.add(argument instanceof byte[] bytes ? bytes : encoded(argument));
        }
        return call;
    }
}
