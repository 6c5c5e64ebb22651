package io.faye.auth;

import io.faye.auth.rules.Subject;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition of a rule, said twice: as rules say it, and in plain Java.
 *
 * @param variable the one that the template must have, empty if it does not matter
 */
record Condition(Subject who, String variable, BiPredicate<@Nullable Principal, Map<String, String>> meaning) {

    static final Condition ANYONE = new Condition(Subject.anyone(), "", (principal, values) -> true);

    private static final Condition EDITOR = hasRole("editor");
    private static final Condition READER = hasRole("reader");
    private static final Condition X_IS_NAME = isName("x");

    /** Those that are decided exactly for wildcards too. */
    static final List<Condition> PLAIN = List.of(
            ANYONE,
            EDITOR,
            X_IS_NAME,
            isName("y"),
            new Condition(Subject.authenticated(), "", (principal, values) -> principal != null));

    /** With those that are decided with caution. */
    static final List<Condition> ALL = Stream.concat(PLAIN.stream(), combined()).toList();

    private static Condition hasRole(String role) {
        return new Condition(
                Subject.role(role),
                "",
                (principal, values) -> principal != null && principal.roles().contains(role));
    }

    private static Condition isName(String variable) {
        return new Condition(
                Subject.named(variable),
                variable,
                (principal, values) -> principal != null && principal.name().equals(values.get(variable)));
    }

    private static Stream<Condition> combined() {
        return Stream.of(
                new Condition(EDITOR.who.not(), "", EDITOR.meaning.negate()),
                new Condition(X_IS_NAME.who.not(), "x", X_IS_NAME.meaning.negate()),
                new Condition(EDITOR.who.or(READER.who), "", EDITOR.meaning.or(READER.meaning)),
                new Condition(READER.who.and(EDITOR.who), "", READER.meaning.and(EDITOR.meaning)),
                new Condition(
                        EDITOR.who.or(READER.who).and(X_IS_NAME.who),
                        "x",
                        EDITOR.meaning.or(READER.meaning).and(X_IS_NAME.meaning)),
                new Condition(
                        READER.who.not().and(EDITOR.who),
                        "",
                        READER.meaning.negate().and(EDITOR.meaning)),
                new Condition(EDITOR.who.or(X_IS_NAME.who), "x", EDITOR.meaning.or(X_IS_NAME.meaning)),
                new Condition(EDITOR.who.and(X_IS_NAME.who), "x", EDITOR.meaning.and(X_IS_NAME.meaning)),
                new Condition(
                        Subject.satisfying("whose x is a", (principal, values) -> "a".equals(values.get("x"))),
                        "x",
                        (principal, values) -> principal != null && "a".equals(values.get("x"))));
    }

    boolean holds(@Nullable Principal principal, Map<String, String> values) {
        return meaning.test(principal, values);
    }

    /** {@return whether it can be asked about channels of a template} */
    boolean suits(String template) {
        return template.contains(variable.isEmpty() ? "" : "{" + variable + "}");
    }

    @Override
    public String toString() {
        return who.toString();
    }
}
