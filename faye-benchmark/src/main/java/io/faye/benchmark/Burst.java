package io.faye.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Counts how many bursts of publishes, sent over parallel HTTP connections, arrive in order. */
@Command(
        name = "faye bench burst",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Has Faye's client for Node publish bursts of 200 messages over HTTP, and prints how many bursts"
                + " arrived in order.")
final class Burst implements Callable<Integer> {

    @Option(
            names = "--servers",
            split = ",",
            paramLabel = "<server>",
            description = "As of \"faye bench\". Default: ${DEFAULT-VALUE}.")
    private List<String> servers = List.of("ours", "faye-node");

    @Option(names = "--rounds", paramLabel = "<number>", description = "How many bursts. Default: ${DEFAULT-VALUE}.")
    private int rounds = 40;

    private Burst() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Burst()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("faye.home", ".")).toAbsolutePath();
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        for (String word : servers) {
            Contender contender = Contender.named(word, home);
            try (ServerUnderTest server = ServerUnderTest.start(contender)) {
                out.println(contender.name() + ": "
                        + inOrder(home, server.ports().get(0)) + " of " + rounds + " bursts in order");
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private String inOrder(Path home, int port) throws IOException, InterruptedException {
        Process client = new ProcessBuilder("node", "burst.js", String.valueOf(port), String.valueOf(rounds))
                .directory(Peers.node(home).toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String printed = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (client.waitFor() != 0) {
                throw new IOException("The client failed: " + printed);
            }
            return printed;
        } finally {
            client.destroyForcibly();
        }
    }
}
