package io.faye.standalone;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the program begins: reads the command line and turns every failure into one line on stderr. */
@Command(
        name = "faye",
        description = "Faye for Java: a publish/subscribe server for Faye and CometD clients.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND")
final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        return settled(new CommandLine(new Main()).addSubcommand(new ServeCommand(new ServeOptions(environment))))
                .setParameterExceptionHandler((problem, args) -> fail(problem.getCommandLine(), problem))
                .setExecutionExceptionHandler((problem, command, result) -> fail(command, problem));
    }

    /** {@return the command line, which takes values as this program does} */
    static CommandLine settled(CommandLine line) {
        return line.setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static int fail(CommandLine command, Exception problem) {
        boolean usage = problem instanceof CommandLine.ParameterException;
        command.getErr()
                .println("faye: " + oneLine(problem)
                        + (usage ? " (see " + command.getCommandSpec().qualifiedName() + " --help)" : ""));
        return usage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    /** A fault without words is named by its class: an empty line would help nobody. */
    static String oneLine(Throwable problem) {
        String message = problem.getMessage();
        String text = message == null || message.isBlank() ? problem.toString() : message;
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
