package io.faye.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The regular expressions in the main code of a module, as its sources have them. */
final class Regexes {

    private static final Pattern USE = Pattern.compile(
            "(?:\\.(?:split|matches|replaceAll|replaceFirst)|Pattern\\s*\\.(?:compile|matches))\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"[\\s+]*)+)");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** {@link String#split} takes one character that means nothing, escaped or not, for itself. */
    private static final Pattern ONE_CHARACTER = Pattern.compile("[^.$|()\\[{^?*+\\\\]|\\\\[^A-Za-z0-9]");

    private Regexes() {}

    /**
     * A regular expression and where it stands.
     *
     * @param file the name of the source file
     * @param text the regular expression
     */
    record Use(String file, String text) {

        boolean isOneCharacter() {
            return ONE_CHARACTER.matcher(text).matches();
        }

        @Override
        public String toString() {
            return file + ": " + text;
        }
    }

    static List<Use> in(Path module) throws IOException {
        Path sources = module.resolve("src/main/java");
        if (!Files.exists(sources)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .flatMap(Regexes::inFile)
                    .toList();
        }
    }

    private static Stream<Use> inFile(Path file) {
        try {
            String source = Files.readString(file);
            return USE.matcher(source)
                    .results()
                    .filter(use -> !isReplacement(source, use.start()))
                    .map(use -> new Use(String.valueOf(file.getFileName()), text(use)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What a matcher replaces by is no regular expression. */
    private static boolean isReplacement(String source, int at) {
        return source.substring(source.lastIndexOf(';', at) + 1, at).contains(".matcher(");
    }

    private static String text(MatchResult use) {
        StringBuilder text = new StringBuilder();
        LITERAL.matcher(use.group(1))
                .results()
                .forEach(part -> text.append(part.group(1).translateEscapes()));
        return text.toString();
    }

    /** {@return whether something is repeated without a bound that has such a repetition in itself} */
    static boolean repeatsRepetition(String regex) {
        Deque<Boolean> around = new ArrayDeque<>();
        boolean here = false;
        boolean last = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '(') {
                around.push(here);
                here = false;
                last = false;
            } else if (c == ')') {
                last = here;
                here |= around.pop();
            } else if (c == '*' || c == '+' || isOpenRange(regex, i)) {
                if (last) {
                    return true;
                }
                here = true;
                i = endOfQuantifier(regex, i);
            } else if (c != '?' && c != '{') {
                i = c == '\\' ? i + 1 : c == '[' ? endOfClass(regex, i) : i;
                last = false;
            }
        }
        return false;
    }

    private static boolean isOpenRange(String regex, int i) {
        int end = regex.indexOf('}', i);
        return regex.charAt(i) == '{' && end > 0 && regex.charAt(end - 1) == ',';
    }

    private static int endOfQuantifier(String regex, int i) {
        int end = regex.charAt(i) == '{' ? regex.indexOf('}', i) : i;
        boolean modified = end + 1 < regex.length() && "+?".indexOf(regex.charAt(end + 1)) >= 0;
        return modified ? end + 1 : end;
    }

    private static int endOfClass(String regex, int begin) {
        int depth = 0;
        for (int i = begin; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && --depth == 0) {
                return i;
            }
        }
        return regex.length();
    }
}
