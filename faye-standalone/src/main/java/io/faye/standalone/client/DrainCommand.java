package io.faye.standalone.client;

import io.faye.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "drain",
        description = {
            "Has a server move its sessions to the other servers of its service, and prints each change as one line of JSON."
                    + " The server goes on running; a signal stops it.",
            "Ends with 0 when the drain has begun or, with --wait, is over; with 1 if the server refuses or cannot be"
                    + " reached, 2 if the command line is wrong, 3 if the drain took longer."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DrainCommand implements Callable<Integer> {

    private static final String PATH = "/drain";
    private static final long PERIOD_MILLIS = 250;
    private static final Json CLOSED = Json.of(Map.of("state", "closed"));

    @Parameters(
            index = "0",
            paramLabel = "<url>",
            converter = ServerAddress.class,
            description = "The management port of the server, such as http://127.0.0.1:9000.")
    private @Nullable URI url;

    @Mixin
    private final TokenOptions token;

    @Option(
            names = "--grace",
            paramLabel = "<seconds>",
            converter = SecondsOption.class,
            description = "How long the server goes on as before, not ready any more. Default: the server's option.")
    private @Nullable Duration grace;

    @Option(
            names = "--time",
            paramLabel = "<seconds>",
            converter = SecondsOption.class,
            description = "Within how long the sessions move. Default: the server's option, or 15.")
    private @Nullable Duration time;

    @Option(
            names = "--wait",
            paramLabel = "<seconds>",
            converter = SecondsOption.class,
            description = "How long to wait until the server is drained. Default: not at all.")
    private Duration patience = Duration.ZERO;

    @Spec
    private @Nullable CommandSpec spec;

    DrainCommand(Map<String, String> environment) {
        token = new TokenOptions(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        String shown = token.token()
                .orElseThrow(() -> new ParameterException(line, "Expected --token, --token-file or FAYE_TOKEN"));
        ManagementClient management = new ManagementClient(Objects.requireNonNull(url), shown);
        try {
            Json state = management.send("POST", PATH + query());
            line.getOut().println(JsonLine.of(state));
            return patience.isZero() ? ExitCodes.DONE : await(management, state, line);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot reach " + url + ": " + e, e);
        }
    }

    private String query() {
        StringBuilder query = new StringBuilder();
        append(query, "grace", grace);
        append(query, "time", time);
        return query.toString();
    }

    private static void append(StringBuilder query, String name, @Nullable Duration value) {
        if (value != null) {
            query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(value.toMillis() / 1_000.0);
        }
    }

    private int await(ManagementClient management, Json first, CommandLine line) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Json latest = first;
        while (!isOver(latest)) {
            if (System.nanoTime() - end >= 0) {
                return ExitCodes.INCOMPLETE;
            }
            TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
            Json state = state(management);
            if (!state.equals(latest)) {
                line.getOut().println(JsonLine.of(state));
            }
            latest = state;
        }
        return ExitCodes.DONE;
    }

    /** A server that drains answers until it is stopped. */
    private static Json state(ManagementClient management) throws InterruptedException {
        try {
            return management.send("GET", PATH);
        } catch (IOException e) {
            return CLOSED;
        }
    }

    private static boolean isOver(Json answer) {
        String state = answer.field("state").flatMap(Json::asString).orElse("");
        return state.equals("drained") || state.equals("closed");
    }
}
