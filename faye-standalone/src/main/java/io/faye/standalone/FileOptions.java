package io.faye.standalone;

import io.faye.standalone.config.Setting;
import io.faye.standalone.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * The options of {@code serve} that stand in a file, by their names without the dashes. They come behind the command line and
 * the environment: who starts a server in another place need not change its file.
 */
final class FileOptions {

    private static final String DASHES = "--";
    /** These would mean nothing in a file, or make it include itself. */
    private static final Set<String> NOT_HERE = Set.of("--config", "--help", "--version");

    private final CommandLine asked;
    private final Map<String, String> environment;

    FileOptions(CommandLine asked, Map<String, String> environment) {
        this.asked = asked;
        this.environment = environment;
    }

    /**
     * {@return the options of the command line, and those of the file that it does not have}
     *
     * @param options settings that are named like options
     */
    ServeOptions merged(Map<String, Setting> options) {
        List<String> arguments = new ArrayList<>();
        options.forEach((name, setting) -> arguments.addAll(arguments(DASHES + name, setting)));
        asked.getParseResult().matchedOptions().forEach(option -> arguments.addAll(again(option)));
        try {
            return parsed(arguments);
        } catch (ParameterException e) {
            throw new ParameterException(asked, Main.oneLine(e), e);
        }
    }

    private ServeOptions parsed(List<String> arguments) {
        ServeOptions options = new ServeOptions(environment);
        Main.settled(new CommandLine(new ServeCommand(options))).parseArgs(arguments.toArray(String[]::new));
        return options;
    }

    private List<String> arguments(String name, Setting setting) {
        OptionSpec option = option(name, setting);
        List<String> arguments = option.arity().max() == 0
                ? flag(option, setting)
                : values(option, setting)
                        .map(value -> option.longestName() + "=" + value)
                        .toList();
        check(setting, arguments);
        return isOverruled(option) ? List.of() : arguments;
    }

    /** What is on unless it is turned off has an option for that. */
    private List<String> flag(OptionSpec option, Setting setting) {
        if (setting.flag()) {
            return List.of(option.longestName());
        }
        String negation = DASHES + "no-" + option.longestName().substring(DASHES.length());
        return asked.getCommandSpec().optionsMap().containsKey(negation) ? List.of(negation) : List.of();
    }

    private OptionSpec option(String name, Setting setting) {
        OptionSpec option = asked.getCommandSpec().optionsMap().get(name);
        if (option == null || NOT_HERE.contains(name)) {
            String given = name.substring(DASHES.length());
            throw setting.wrong("there is no '" + given + "'" + Suggestion.forName(given, names()) + "; known are "
                    + String.join(", ", names()));
        }
        return option;
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(asked.getCommandSpec().optionsMap().keySet());
        names.removeAll(NOT_HERE);
        names.removeIf(name -> !name.startsWith(DASHES));
        return Stream.concat(names.stream().map(name -> name.substring(DASHES.length())), Security.SECTIONS.stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> values(OptionSpec option, Setting setting) {
        if (!option.isMultiValue()) {
            return Stream.of(setting.text());
        }
        return setting.hasFields()
                ? setting.fields().entrySet().stream()
                        .map(field -> field.getKey() + "=" + field.getValue().text())
                : setting.texts().stream();
    }

    /** Alone, so that a refusal can name its line. */
    private void check(Setting setting, List<String> arguments) {
        try {
            parsed(arguments);
        } catch (MissingParameterException e) {
            // What it needs beside it may stand elsewhere.
        } catch (ParameterException e) {
            throw setting.wrong(Main.oneLine(e));
        }
    }

    private boolean isOverruled(OptionSpec option) {
        boolean isPort = option.longestName().equals(ServeOptions.PORT);
        return alternatives(option).stream().anyMatch(asked.getParseResult()::hasMatchedOption)
                || isPort && Port.variable(environment).isPresent();
    }

    /** {@return the option, with those that exclude it} */
    private static List<OptionSpec> alternatives(OptionSpec option) {
        ArgGroupSpec group = option.group();
        return group != null && group.exclusive() ? group.options() : List.of(option);
    }

    private static List<String> again(OptionSpec option) {
        return option.arity().max() == 0
                ? List.of(option.longestName())
                : option.originalStringValues().stream()
                        .map(value -> option.longestName() + "=" + value)
                        .toList();
    }
}
