package io.faye.standalone.client;

import io.faye.client.FayeClientException;
import io.faye.client.Subscription;
import io.faye.protocol.ChannelPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "sub",
        description = {
            "Subscribes, and prints each message as one line of JSON.",
            "Ends with 0 when all that was asked for came, 1 if the server refuses or cannot be reached, 2 if the command"
                    + " line is wrong, 3 if fewer messages than --count came."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SubscribeCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FOREVER = Duration.ofDays(10_000);

    @Mixin
    private final ConnectionOptions connection;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "<pattern>",
            description = "What to subscribe to, such as /chat/lobby or '/chat/**'.")
    private List<String> patterns = new ArrayList<>();

    @Option(
            names = "--count",
            paramLabel = "<number>",
            description = "How many messages to print before it ends. Default: any number.")
    private @Nullable Integer count;

    @Option(
            names = "--wait",
            paramLabel = "<seconds>",
            converter = SecondsOption.class,
            description = "After how long without a message it ends. Default: never.")
    private Duration silence = FOREVER;

    @Spec
    private @Nullable CommandSpec spec;

    SubscribeCommand(Map<String, String> environment) {
        connection = new ConnectionOptions(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<ChannelPattern> wanted = patterns(line);
        MessagePrinter printer = new MessagePrinter(line.getOut(), count == null ? Integer.MAX_VALUE : count);
        try (CommandClient client = connection.open(line.getErr())) {
            client.awaitConnected(PATIENCE);
            subscribe(client, wanted, printer);
            line.getErr().println("faye: subscribed to " + String.join(", ", patterns) + " at " + connection.url());
            printer.begin();
            return print(client, printer);
        }
    }

    private List<ChannelPattern> patterns(CommandLine line) {
        if (count != null && count < 1) {
            throw new CommandLine.ParameterException(line, "--count must be 1 or more");
        }
        try {
            return patterns.stream().map(ChannelPattern::of).toList();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, e.getMessage(), e);
        }
    }

    private void subscribe(CommandClient client, List<ChannelPattern> wanted, MessagePrinter printer)
            throws InterruptedException {
        for (ChannelPattern pattern : wanted) {
            CompletableFuture<Subscription> accepted = client.client().subscribe(pattern, printer);
            try {
                client.await(accepted, PATIENCE);
            } catch (TimeoutException e) {
                throw new IllegalStateException("No answer to the subscription to " + pattern + " within 30 s", e);
            } catch (FayeClientException e) {
                throw new IllegalStateException("Cannot subscribe to " + pattern + ": " + e.getMessage(), e);
            }
        }
    }

    private int print(CommandClient client, MessagePrinter printer) throws InterruptedException {
        while (true) {
            try {
                client.await(printer.done(), printer.left(silence));
                return ExitCodes.DONE;
            } catch (TimeoutException e) {
                if (printer.left(silence).isZero()) {
                    return count == null ? ExitCodes.DONE : ExitCodes.INCOMPLETE;
                }
            }
        }
    }
}
