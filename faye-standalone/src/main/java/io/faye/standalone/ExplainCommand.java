package io.faye.standalone;

import io.faye.auth.Principal;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Decision;
import io.faye.auth.rules.Decision.Outcome;
import io.faye.protocol.Json;
import io.faye.standalone.config.ConfigFile;
import io.faye.standalone.security.Explanation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "explain",
        description = {
            "Says whether the rules of a configuration file let a client do something, and which rule decides, as one line"
                    + " of JSON.",
            "Ends with 0 if the client may, 3 if not, 1 if the file is wrong, 2 if the command line is."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ExplainCommand implements Callable<Integer> {

    private static final int REFUSED = 3;

    @Parameters(index = "0", paramLabel = "<file>", description = "The file, as for 'serve --config'.")
    private @Nullable Path file;

    @Parameters(index = "1", paramLabel = "handshake|subscribe|publish", description = "What the client does.")
    private Action action = Action.HANDSHAKE;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "<channel>",
            description = "Where to, such as /chat/lobby; for a subscription also a pattern.")
    private String channel = "";

    @Option(
            names = "--as",
            paramLabel = "<user>",
            description = "The name of the client's principal. Default: the client has no credential.")
    private @Nullable String user;

    @Option(names = "--role", paramLabel = "<role>", description = "A role of the principal; may be repeated.")
    private List<String> roles = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        check(line);
        Principal principal = user == null ? null : Principal.of(user, roles.toArray(String[]::new));
        Decision decision = Explanation.of(
                        ConfigFile.read(Objects.requireNonNull(file)).fields())
                .decide(principal, action, channel);
        line.getOut().println(Json.of(fields(decision)));
        return decision.outcome() == Outcome.REFUSED ? REFUSED : CommandLine.ExitCode.OK;
    }

    private void check(CommandLine line) {
        if (action != Action.HANDSHAKE && channel.isEmpty()) {
            throw new ParameterException(line, "Expected a channel to " + action);
        }
        if (user == null && !roles.isEmpty()) {
            throw new ParameterException(line, "--role needs --as: a client without a name has no roles");
        }
        if (Optional.ofNullable(user).filter(String::isEmpty).isPresent()) {
            throw new ParameterException(line, "Expected a name after --as");
        }
    }

    private Map<String, Object> fields(Decision decision) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("outcome", decision.outcome().name().toLowerCase(Locale.ROOT));
        fields.put("reason", decision.reason());
        return fields;
    }
}
