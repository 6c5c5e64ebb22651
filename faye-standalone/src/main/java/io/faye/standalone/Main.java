package io.faye.standalone;

import io.faye.standalone.client.ClientCommands;
import java.io.InputStream;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Where the program begins: reads the command line and turns every failure into one line on stderr. */
@Command(
        name = "faye",
        description = "Faye for Java: a publish/subscribe server for Faye and CometD clients.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {ExplainCommand.class, TokenCommand.class, VersionCommand.class, CommandLine.HelpCommand.class},
        synopsisSubcommandLabel = "COMMAND")
final class Main {

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    static CommandLine commandLine(Map<String, String> environment) {
        return commandLine(environment, System.in);
    }

    static CommandLine commandLine(Map<String, String> environment, InputStream input) {
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new ServeCommand(new ServeOptions(environment)))
                .addSubcommand(new CheckCommand(environment));
        ClientCommands.all(environment, input).forEach(line::addSubcommand);
        return settled(line)
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
                        + Suggestion.after(problem)
                        + (usage ? " (see " + command.getCommandSpec().qualifiedName() + " --help)" : ""));
        return usage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    /** A fault without words is named by its class: an empty line would help nobody. */
    static String oneLine(Throwable problem) {
        String message = problem.getMessage();
        String text = message == null || message.isBlank() ? problem.toString() : message;
        return withoutPasswords(text.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    /**
     * Hides what may be a password in an address: from {@code ://} to the last {@code @}, or without one from {@code ://:}
     * to the end. A password may hold any character, above all in an address that is refused because of it.
     */
    private static String withoutPasswords(String text) {
        int begin = text.indexOf("://");
        int end = text.lastIndexOf('@');
        if (begin >= 0 && end > begin) {
            return text.substring(0, begin) + "://***" + text.substring(end);
        }
        int bare = text.indexOf("://:");
        return bare >= 0 ? text.substring(0, bare) + "://:***" : text;
    }
}
