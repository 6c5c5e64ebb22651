package io.faye.auth;

import io.faye.extension.ChannelTemplate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom a rule of {@link AccessRules} is about. Immutable; can be combined.
 *
 * <p>A wildcard subscription leaves variables of a template open. Then a condition on them counts as fulfilled only if
 * it does not matter what they stand for, and as possible in any other case.
 */
public final class Who {

    private static final Who ANYONE = new Who("anyone", template -> question -> Answer.YES);
    private static final Who AUTHENTICATED =
            new Who("who is authenticated", template -> question -> Answer.of(question.principal() != null));

    private final String text;
    private final Set<String> roles;
    private final Binder binder;

    private Who(String text, Binder binder) {
        this(text, Set.of(), binder);
    }

    private Who(String text, Set<String> roles, Binder binder) {
        this.text = text;
        this.roles = roles;
        this.binder = binder;
    }

    /** {@return everybody, authenticated or not} */
    public static Who anyone() {
        return ANYONE;
    }

    /** {@return everybody who was authenticated} */
    public static Who authenticated() {
        return AUTHENTICATED;
    }

    /**
     * {@return whoever has a role}
     *
     * @param role one of {@link Principal#roles}
     */
    public static Who role(String role) {
        return new Who("role " + role, Set.of(role), template -> question -> {
            Principal principal = question.principal();
            return Answer.of(principal != null && principal.roles().contains(role));
        });
    }

    /**
     * {@return the one whose name stands in the channel}
     *
     * @param variable the template's variable that has to be {@link Principal#name}, without braces
     */
    public static Who named(String variable) {
        return new Who("the one named {" + variable + "}", template -> {
            int at = position(template, variable);
            return question -> isNamed(question.principal(), question.segment(at));
        });
    }

    private static Answer isNamed(@Nullable Principal principal, @Nullable String segment) {
        if (principal == null) {
            return Answer.NO;
        }
        return segment == null ? Answer.DEPENDS : Answer.of(segment.equals(principal.name()));
    }

    /**
     * {@return whoever fulfils a condition of one's own; never somebody who was not authenticated}
     *
     * @param text what {@link AccessRules#explain} calls them
     * @param condition asked on every decision: must be quick, and must not block; if it throws, the
     *     message is refused as an internal error, and the log names its class
     */
    public static Who satisfying(String text, Condition condition) {
        return new Who(text, template -> {
            Map<String, Integer> positions = Map.copyOf(variables(template));
            int known = positions.values().stream().mapToInt(at -> at + 1).max().orElse(0);
            return question -> ask(condition, positions, known, question);
        });
    }

    private static Answer ask(Condition condition, Map<String, Integer> positions, int known, Question question) {
        Principal principal = question.principal();
        if (principal == null) {
            return Answer.NO;
        }
        return question.segments().size() < known
                ? Answer.DEPENDS
                : Answer.of(holds(condition, principal, new Variables(positions, question.segments())));
    }

    private static boolean holds(Condition condition, Principal principal, Map<String, String> variables) {
        try {
            return condition.holds(principal, variables);
        } catch (RuntimeException | Error e) {
            throw PluginFault.of(condition, e);
        }
    }

    private static Map<String, Integer> variables(@Nullable ChannelTemplate template) {
        return template == null ? Map.of() : template.variables();
    }

    private static int position(@Nullable ChannelTemplate template, String variable) {
        Integer at = variables(template).get(variable);
        if (at == null) {
            throw new IllegalArgumentException("There is no variable {" + variable + "} in "
                    + (template == null ? "a handshake" : "template " + template));
        }
        return at;
    }

    /**
     * {@return whoever fulfils both}
     *
     * @param other the other condition
     */
    public Who and(Who other) {
        Set<String> needed = roles.isEmpty() ? other.roles : roles;
        return new Who(text + " and " + other.text, needed, template -> {
            Test first = binder.bind(template);
            Test second = other.binder.bind(template);
            return question -> first.ask(question).and(second.ask(question));
        });
    }

    /**
     * {@return whoever fulfils one of both}
     *
     * @param other the other condition
     */
    public Who or(Who other) {
        return new Who("(" + text + " or " + other.text + ")", oneOf(roles, other.roles), template -> {
            Test first = binder.bind(template);
            Test second = other.binder.bind(template);
            return question -> first.ask(question).or(second.ask(question));
        });
    }

    private static Set<String> oneOf(Set<String> some, Set<String> others) {
        return some.isEmpty() || others.isEmpty()
                ? Set.of()
                : Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** {@return all others, those who were not authenticated among them} */
    public Who not() {
        return new Who("not (" + text + ")", template -> {
            Test test = binder.bind(template);
            return question -> test.ask(question).not();
        });
    }

    /** {@return roles of which whoever fulfils this has one; none if there are no such roles} */
    Set<String> roles() {
        return roles;
    }

    Test bind(@Nullable ChannelTemplate template) {
        return binder.bind(template);
    }

    /** {@return the condition in words} */
    @Override
    public String toString() {
        return text;
    }

    /** A condition of one's own. */
    @FunctionalInterface
    public interface Condition {
        /**
         * {@return whether the condition holds}
         *
         * @param principal who asks
         * @param variables what the template's variables stand for
         */
        boolean holds(Principal principal, Map<String, String> variables);
    }

    /** A condition on channels of one template. */
    @FunctionalInterface
    interface Test {
        Answer ask(Question question);
    }

    @FunctionalInterface
    private interface Binder {
        Test bind(@Nullable ChannelTemplate template);
    }
}
