package io.faye.standalone;

import io.faye.auth.Principal;
import io.faye.protocol.ChannelPattern;
import io.faye.standalone.config.ConfigFile;
import io.faye.standalone.security.TokenIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
        name = "token",
        description = {
            "Prints a token that a server with a configuration file takes, signed with the secret of its 'auth:"
                    + " tokens',",
            "or of its 'auth: jwt'.",
            "Ends with 0, with 1 if the file has no such secret, with 2 if the command line is wrong."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TokenCommand implements Callable<Integer> {

    @Parameters(paramLabel = "<file>", description = "The file, as for 'serve --config'.")
    private @Nullable Path file;

    @Option(names = "--as", required = true, paramLabel = "<user>", description = "Whom the token stands for.")
    private String user = "";

    @Option(names = "--role", paramLabel = "<role>", description = "A role of the user; may be repeated.")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--channel",
            paramLabel = "<pattern>",
            description = "A channel or pattern to which the token is limited; may be repeated. Default: what the rules"
                    + " allow.")
    private List<String> channels = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "<seconds>",
            converter = Seconds.class,
            description = "How long the token is valid. Default: 3600.")
    private Duration life = Duration.ofHours(1);

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Path from = Objects.requireNonNull(file);
        Principal principal = principal(line);
        line.getOut()
                .println(TokenIssuer.of(from, ConfigFile.read(from).fields()).issue(principal));
        return CommandLine.ExitCode.OK;
    }

    private Principal principal(CommandLine line) {
        try {
            return new Principal(
                    user,
                    Set.copyOf(roles),
                    Optional.of(Instant.now().plus(life)),
                    Set.copyOf(channels.stream().map(ChannelPattern::of).toList()));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, e.getMessage(), e);
        }
    }
}
