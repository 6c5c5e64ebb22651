package io.faye.benchmark;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A server that can be measured.
 *
 * @param name what it is called in tables
 * @param command starts it at {@code {port}} of this machine, in the same process; with {@code {redis}} in it, it is
 *     started twice, for two servers that share the Redis at that port
 * @param folder where the command is started
 */
record Contender(String name, List<String> command, Path folder) {

    private static final String OURS =
            " serve --host 127.0.0.1 --port {port} --max-connections-per-address 0 --max-sessions-per-address 0"
                    + " --max-handshakes-per-second 0";

    boolean needsRedis() {
        return command.stream().anyMatch(word -> word.contains("{redis}"));
    }

    List<String> commandFor(int port, int redis) {
        return command.stream()
                .map(word -> word.replace("{port}", String.valueOf(port)).replace("{redis}", String.valueOf(redis)))
                .toList();
    }

    /** {@return the contender that a word on the command line means, installed} */
    static Contender named(String word, Path home) {
        int equals = word.indexOf('=');
        if (equals > 0) {
            return new Contender(
                    word.substring(0, equals),
                    List.of(word.substring(equals + 1).split(" ", -1)),
                    home);
        }
        return switch (word) {
            case "ours" -> new Contender(word, words(home.resolve("faye") + OURS), home);
            case "ours-rules" -> guarded(word, home, "refusing");
            case "ours-filtering" -> guarded(word, home, "filtering");
            case "ours-authenticating" -> guarded(word, home, "authenticating");
            case "ours-redis" ->
                new Contender(
                        word,
                        words(home.resolve("faye") + OURS + " --engine redis --option url=redis://127.0.0.1:{redis}"),
                        home);
            case "faye-node-redis" ->
                new Contender(word, words("node server.js {port} {redis}"), Peers.nodeOnRedis(home));
            case "faye-node" -> new Contender(word, words("node server.js {port}"), Peers.node(home));
            case "cometd" ->
                new Contender(
                        word, words("java -cp target/classes:target/lib/* CometdServer {port}"), Peers.cometd(home));
            default ->
                throw new IllegalArgumentException(
                        "Expected ours, ours-rules, ours-filtering, ours-authenticating, ours-redis, faye-node,"
                                + " faye-node-redis, cometd or name=command, but got '" + word + "'");
        };
    }

    /** Ours, with an extension that guards it. */
    private static Contender guarded(String name, Path home, String guard) {
        Path module = home.resolve("faye-benchmark");
        Path built = module.resolve("target");
        String classpath = module.resolve("guards").resolve(guard)
                + File.pathSeparator
                + built.resolve("classes")
                + File.pathSeparator
                + built.resolve("lib/*");
        return new Contender(name, words(home.resolve("faye") + OURS + " --classpath " + classpath), home);
    }

    private static List<String> words(String command) {
        return Stream.of(command.split(" ", -1)).toList();
    }
}
