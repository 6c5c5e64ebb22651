package io.faye.engine.redis.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;

/** A command or a script with its keys and arguments. */
public final class Call {

    private static final int OVERHEAD = 128;

    private final String command;
    private final @Nullable Script script;
    private final List<String> keys;
    private final List<byte[]> arguments = new ArrayList<>();
    private int bytes = OVERHEAD;
    private boolean publishing;
    private boolean joinable;

    private Call(String command, @Nullable Script script, List<String> keys) {
        this.command = command;
        this.script = script;
        this.keys = keys;
    }

    /** {@return a command with its words} */
    public static Call of(String command, Object... words) {
        return new Call(command, null, List.of()).add(words);
    }

    static Call of(Script script, List<String> keys) {
        return new Call("EVALSHA", script, keys);
    }

    /** Adds arguments: bytes as they are, everything else as text. */
    public Call add(Object... more) {
        for (Object argument : more) {
            byte[] encoded =
                    argument instanceof byte[] raw ? raw : argument.toString().getBytes(StandardCharsets.UTF_8);
            arguments.add(encoded);
            bytes += encoded.length;
        }
        return this;
    }

    /** Makes it a publish, which counts as done when the replicas have it that were asked for. */
    public Call publishing() {
        publishing = true;
        return this;
    }

    /** Lets it be done together with calls that are alike except for their last arguments, which then follow each other. */
    public Call joinable() {
        joinable = true;
        return this;
    }

    /** {@return whether this can be done together with the next one} */
    public boolean joins(Call next) {
        return joinable && next.joinable;
    }

    /** {@return one call that does what some do that join} */
    public static Call joined(List<Call> calls) {
        Call first = calls.get(0);
        int last = first.arguments.size() - 1;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        calls.forEach(call -> all.writeBytes(call.arguments.get(last)));
        Call joined = new Call(first.command, first.script, first.keys);
        joined.arguments.addAll(first.arguments.subList(0, last));
        return joined.add(all.toByteArray());
    }

    boolean isPublishing() {
        return publishing;
    }

    /** {@return the script, unless this is a plain command} */
    public Optional<Script> script() {
        return Optional.ofNullable(script);
    }

    /** {@return the plain command's name} */
    public String command() {
        return command;
    }

    /** {@return the script's keys} */
    public List<String> keys() {
        return keys;
    }

    /** {@return the arguments; those of a plain command with its keys} */
    public List<byte[]> arguments() {
        return arguments;
    }

    /** {@return how long it is, roughly} */
    int bytes() {
        return bytes;
    }

    CommandArguments encode() {
        CommandArguments encoded = new CommandArguments(Protocol.Command.valueOf(command));
        if (script != null) {
            encoded.add(script.digest()).add(keys.size());
            encoded.keys(keys);
        }
        arguments.forEach(encoded::add);
        return encoded;
    }

    /** {@return its name only: arguments may be secret} */
    @Override
    public String toString() {
        return script == null ? command : script.name();
    }
}
