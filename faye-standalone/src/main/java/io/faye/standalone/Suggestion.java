package io.faye.standalone;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** What somebody may have meant by the name of a command or of an option that there is not. */
final class Suggestion {

    private static final String OPTION = "-";

    private Suggestion() {}

    /** {@return the end of a line that says what is wrong: the nearest name, or nothing if there is none} */
    static String after(Exception problem) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return "";
        }
        String given = unmatched.getUnmatched().get(0);
        String word = given.contains("=") ? given.substring(0, given.indexOf('=')) : given;
        return forName(word, known(word, unmatched.getCommandLine()));
    }

    /** {@return what to put behind a name that there is not: the nearest one, or nothing if there is none} */
    static String forName(String word, Collection<String> names) {
        return nearest(word, names)
                .map(name -> " (did you mean '" + name + "'?)")
                .orElse("");
    }

    private static Collection<String> known(String word, CommandLine command) {
        return word.startsWith(OPTION)
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
    }

    /** {@return the name with the fewest wrong letters, if a third of them are right at least} */
    private static Optional<String> nearest(String word, Collection<String> names) {
        String lower = word.toLowerCase(Locale.ROOT);
        List<String> sorted = names.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(lower, name))
                        .thenComparing(name -> name))
                .toList();
        return sorted.stream().findFirst().filter(name -> distance(lower, name) <= Math.max(1, lower.length() / 3));
    }

    /** {@return how many letters have to be put in, left out, replaced or exchanged with the next to make one of the other} */
    private static int distance(String from, String to) {
        int[][] least = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : step(least, from, to, i, j);
            }
        }
        return least[from.length()][to.length()];
    }

    private static int step(int[][] least, String from, String to, int i, int j) {
        int differs = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int best = Math.min(least[i - 1][j - 1] + differs, Math.min(least[i - 1][j], least[i][j - 1]) + 1);
        boolean exchanged =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return exchanged ? Math.min(best, least[i - 2][j - 2] + 1) : best;
    }
}
