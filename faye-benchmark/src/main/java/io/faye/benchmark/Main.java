package io.faye.benchmark;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./faye bench}: every case against every server, in turn, and what each costs. */
@Command(
        name = "faye bench",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Measures servers side by side, each on core 0, over loopback: the processor time that a"
                + " delivery costs the server, or the memory that a connection does. Exits with 1 if a message"
                + " was lost, doubled or out of order.")
final class Main implements Callable<Integer> {

    @Option(
            names = "--cases",
            split = ",",
            paramLabel = "<case>",
            description =
                    "fanout-N, pairs-N, longpoll-N, handshake-N, idle-N, with N clients; latency-N, with N messages"
                            + " a second; redis-N, what a publish to N clients costs Redis. Default: ${DEFAULT-VALUE}.")
    private List<String> cases = List.of(
            "fanout-100", "fanout-1000", "pairs-100", "pairs-1000", "longpoll-100", "handshake-32", "idle-5000");

    @Option(
            names = "--servers",
            split = ",",
            paramLabel = "<server>",
            description =
                    "ours, ours-rules and ours-filtering, which obey a thousand access rules, ours-authenticating, which"
                            + " knows each client, ours-redis, faye-node, faye-node-redis, cometd, or name=command with {port} in it, and {redis} if two of it"
                            + " share a Redis: then publishers are at one, subscribers at the other."
                            + " Default: ${DEFAULT-VALUE}.")
    private List<String> servers = List.of("ours", "faye-node", "cometd");

    @Option(
            names = "--seconds",
            paramLabel = "<seconds>",
            description = "How long each case is measured. Default: ${DEFAULT-VALUE}.")
    private int seconds = 5;

    @Option(
            names = "--warm",
            paramLabel = "<seconds>",
            description = "How long each case runs before: a JVM compiles on the core that it serves from."
                    + " Default: ${DEFAULT-VALUE}.")
    private int warm = 15;

    @Option(
            names = "--rounds",
            paramLabel = "<number>",
            description = "How often everything is measured; the least counts. Default: ${DEFAULT-VALUE}.")
    private int rounds = 1;

    @Option(
            names = "--base",
            paramLabel = "<server>",
            description = "With which server the others are compared. Default: ${DEFAULT-VALUE}.")
    private String base = "faye-node";

    private final PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    private final Map<String, ServerUnderTest> running = new LinkedHashMap<>();

    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler((problem, command, result) -> {
                    command.getErr().println("faye bench: " + problem.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args));
    }

    @Override
    public Integer call() {
        Path home = Path.of(System.getProperty("faye.home", ".")).toAbsolutePath();
        List<Case> loads = cases.stream().map(Case::named).toList();
        List<Contender> contenders =
                servers.stream().map(word -> Contender.named(word, home)).toList();
        // Also when the bench is interrupted no server is left.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> running.values().forEach(ServerUnderTest::close)));
        Report report = new Report(out, base);
        for (int round = 0; round < rounds; round++) {
            loads.forEach(load ->
                    contenders.forEach(contender -> report.add(load, contender.name(), figure(load, contender))));
        }
        return report.finish() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Figure figure(Case load, Contender contender) {
        Measurement measurement = new Measurement(warm, seconds);
        if (load.kind() == Case.Kind.IDLE) {
            try (ServerUnderTest fresh = ServerUnderTest.start(contender)) {
                return measurement.of(load, fresh);
            }
        }
        return measurement.of(
                load, running.computeIfAbsent(contender.name(), name -> ServerUnderTest.start(contender)));
    }
}
