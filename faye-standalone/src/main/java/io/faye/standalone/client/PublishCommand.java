package io.faye.standalone.client;

import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "pub",
        description = {
            "Publishes, and prints for each message one line of JSON that says whether the server accepted it.",
            "Ends with 0 if it accepted all, 1 if it refused one or cannot be reached, 2 if the command line is wrong, 3"
                    + " if a message was sent and no answer came."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class PublishCommand implements Callable<Integer> {

    private static final String INPUT = "-";

    private final InputStream input;

    @Mixin
    private final ConnectionOptions connection;

    @Parameters(index = "1", paramLabel = "<channel>", description = "Where to, such as /chat/lobby.")
    private String channel = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "<data>",
            description =
                    "What to publish, as JSON. '-', which is the default, stands for standard input: each line of it"
                            + " is a message.")
    private String data = INPUT;

    @Option(names = "--text", description = "The data is text, and not JSON.")
    private boolean text;

    @Option(
            names = "--wait",
            paramLabel = "<seconds>",
            converter = SecondsOption.class,
            description = "How long the server may take to connect, and to answer each message. Default: 30.")
    private Duration patience = Duration.ofSeconds(30);

    @Spec
    private @Nullable CommandSpec spec;

    PublishCommand(Map<String, String> environment, InputStream input) {
        this.input = input;
        this.connection = new ConnectionOptions(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Channel target = target(line);
        Json only = data.equals(INPUT) ? null : given(line);
        try (CommandClient client = connection.open(line.getErr())) {
            client.awaitConnected(patience);
            Publisher publisher = new Publisher(client, target, patience, line.getOut());
            if (only == null) {
                publishLines(publisher);
            } else {
                publisher.publish(only);
            }
            return publisher.finish();
        }
    }

    private Channel target(CommandLine line) {
        try {
            Channel target = Channel.of(channel);
            if (target.isMeta()) {
                throw new IllegalArgumentException("Expected a channel outside of /meta, but got '" + channel + "'");
            }
            return target;
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, e.getMessage(), e);
        }
    }

    private Json given(CommandLine line) {
        try {
            return json(data);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, e.getMessage() + "; --text takes it as text", e);
        }
    }

    private Json json(String value) {
        return text ? Json.of(value) : Json.parse(value);
    }

    private void publishLines(Publisher publisher) throws InterruptedException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    publisher.publish(json(line, number));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read standard input: " + e.getMessage(), e);
        }
    }

    private Json json(String line, int number) {
        try {
            return json(line);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Line " + number + ": " + e.getMessage() + "; --text takes it as text", e);
        }
    }
}
