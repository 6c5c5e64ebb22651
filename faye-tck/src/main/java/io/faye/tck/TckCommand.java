package io.faye.tck;

import io.faye.engine.EngineException;
import io.faye.engine.EngineProvider;
import io.faye.engine.support.ClassPath;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The kit as a program. */
@Command(
        name = "faye-tck",
        description = "Checks whether an engine keeps the rules of Faye for Java, prints a table of them, and writes"
                + " it as JUnit XML and HTML.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every rule that was checked is kept",
            "1:a rule is broken",
            "2:the command line, or the engine with these options, is not usable",
            "3:a report could not be written"
        })
final class TckCommand implements Callable<Integer> {

    private static final int BROKEN = 1;
    private static final int NOT_WRITTEN = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--engine", paramLabel = "<name>", required = true, description = "The engine's name.")
    private String engine = "";

    @Option(
            names = "--option",
            paramLabel = "<name>=<value>",
            description = "An option of the engine; may be repeated. " + UnderTest.UNIQUE
                    + " in a value stands for a new word each time an engine starts on a new store, as in"
                    + " url=jdbc:h2:tcp://localhost/mem:" + UnderTest.UNIQUE + ".")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(
            names = "--classpath",
            paramLabel = "<path>",
            description = "The engine's jar and what it needs: jars and folders, 'folder/*' for all jars in one;"
                    + " separated as on Java's class path, may be repeated.")
    private List<String> classPath = new ArrayList<>();

    @Option(names = "--distributed", description = "Checks the rules for several processes on one store as well.")
    private boolean distributed;

    @ArgGroup(exclusive = false)
    private @Nullable BackendOptions backend;

    @Option(
            names = "--report",
            paramLabel = "<folder>",
            description = "Where to write faye-tck.xml and faye-tck.html. Default: the current folder.")
    private Path report = Path.of("");

    static CommandLine commandLine() {
        return new CommandLine(new TckCommand())
                .setParameterExceptionHandler((problem, args) -> fail(problem.getCommandLine(), problem))
                .setExecutionExceptionHandler((problem, command, result) -> fail(command, problem));
    }

    private static int fail(CommandLine command, Exception problem) {
        boolean usage = problem instanceof ParameterException;
        String text = String.valueOf(problem.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        boolean helps = usage && !(problem.getCause() instanceof EngineException);
        command.getErr().println("faye-tck: " + text + (helps ? " (see --help)" : ""));
        return usage ? CommandLine.ExitCode.USAGE : NOT_WRITTEN;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        try (URLClassLoader loader = loader()) {
            UnderTest engineUnderTest = engine(loader);
            UnderTest.set(engineUnderTest);
            Report.prepare(report);
            Results results = TckRun.run(kits(), engineUnderTest.provider().capabilities());
            Report written = new Report(engineUnderTest, results);
            command.getOut().print(new TableReport(results));
            command.getOut().flush();
            written.write(report);
            return results.isBroken() ? BROKEN : CommandLine.ExitCode.OK;
        }
    }

    private URLClassLoader loader() {
        try {
            return ClassPath.loader("faye-tck-engine", classPath, getClass().getClassLoader());
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private UnderTest engine(ClassLoader loader) {
        try {
            Thread.currentThread().setContextClassLoader(loader);
            UnderTest chosen = new UnderTest(EngineProvider.named(engine, loader), options, backend);
            chosen.tryIt();
            return chosen;
        } catch (EngineException e) {
            throw refused(e);
        } catch (LinkageError | ServiceConfigurationError e) {
            throw refused(new EngineException("The engine cannot be loaded, perhaps --classpath lacks a jar: " + e, e));
        }
    }

    private ParameterException refused(Exception problem) {
        return new ParameterException(
                Objects.requireNonNull(spec).commandLine(), String.valueOf(problem.getMessage()), problem);
    }

    private List<Class<?>> kits() {
        List<Class<?>> kits = new ArrayList<>(List.of(UnderTest.OneProcess.class));
        if (distributed) {
            kits.add(UnderTest.SeveralProcesses.class);
        }
        if (backend != null) {
            kits.add(UnderTest.OnFaultyBackend.class);
        }
        return kits;
    }
}
