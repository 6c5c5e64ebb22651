package io.faye.standalone;

import io.faye.protocol.Json;
import io.faye.standalone.security.Access;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = {
            "Checks a configuration file, and the files that it names, without starting a server. Prints one line of JSON"
                    + " that says who may do what.",
            "Ends with 0 if 'serve' would take the file, with 1 if not."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Parameters(paramLabel = "<file>", description = "The file, as for 'serve --config'.")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    CheckCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try {
            ServeOptions options = new ServeOptions(environment);
            Main.settled(new CommandLine(new ServeCommand(options)))
                    .parseArgs("--config", Objects.requireNonNull(file).toString());
            ServeOptions complete = options.complete();
            StandaloneServer.check(complete);
            Objects.requireNonNull(spec).commandLine().getOut().println(Json.of(summary(complete)));
            return CommandLine.ExitCode.OK;
        } catch (ParameterException e) {
            // The command line is right, the file is not.
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private Map<String, Object> summary(ServeOptions options) {
        Access access = options.security().access();
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("file", String.valueOf(file));
        summary.put("valid", true);
        summary.put("engine", options.engine());
        summary.put("publish", access.publishers().toString());
        summary.put("subscribe", access.subscribers().toString());
        return summary;
    }
}
