package io.faye.auth.rules;

import io.faye.auth.Principal;
import io.faye.auth.support.PluginFault;
import io.faye.extension.ChannelTemplate;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The principals that a rule of {@link AccessRules} applies to. Immutable; can be combined.
 *
 * <p>A wildcard subscription leaves variables of a template open. Then a condition on them counts as fulfilled only if
 * it does not matter what they stand for, and as possible in any other case.
 */
public final class Subject {

    private static final Subject ANYONE = new Subject("anyone", template -> request -> Match.FULL);
    private static final Subject AUTHENTICATED =
            new Subject("who is authenticated", template -> request -> Match.of(request.principal() != null));

    private final String text;
    private final Set<String> roles;
    private final Binder binder;

    private Subject(String text, Binder binder) {
        this(text, Set.of(), binder);
    }

    private Subject(String text, Set<String> roles, Binder binder) {
        this.text = text;
        this.roles = roles;
        this.binder = binder;
    }

    /** {@return all clients, authenticated or not} */
    public static Subject anyone() {
        return ANYONE;
    }

    /** {@return all authenticated principals} */
    public static Subject authenticated() {
        return AUTHENTICATED;
    }

    /**
     * {@return the principals that have a role}
     *
     * @param role one of {@link Principal#roles}
     */
    public static Subject role(String role) {
        return new Subject("role " + role, Set.of(role), template -> request -> {
            Principal principal = request.principal();
            return Match.of(principal != null && principal.roles().contains(role));
        });
    }

    /**
     * {@return the principal whose name is a segment of the channel}
     *
     * @param variable the template's variable that has to be {@link Principal#name}, without braces
     */
    public static Subject named(String variable) {
        return new Subject("the one named {" + variable + "}", template -> {
            int at = position(template, variable);
            return request -> isNamed(request.principal(), request.segment(at));
        });
    }

    private static Match isNamed(@Nullable Principal principal, @Nullable String segment) {
        if (principal == null) {
            return Match.NONE;
        }
        return segment == null ? Match.PARTIAL : Match.of(segment.equals(principal.name()));
    }

    /**
     * {@return the authenticated principals that satisfy a condition}
     *
     * @param text the name of the condition in {@link AccessRules#explain}
     * @param condition asked on every decision: must be quick, and must not block; if it throws, the
     *     message is refused as an internal error, and the log names its class
     */
    public static Subject satisfying(String text, Condition condition) {
        return new Subject(text, template -> {
            Map<String, Integer> positions = Map.copyOf(variables(template));
            int known = positions.values().stream().mapToInt(at -> at + 1).max().orElse(0);
            return request -> ask(condition, positions, known, request);
        });
    }

    private static Match ask(Condition condition, Map<String, Integer> positions, int known, AccessRequest request) {
        Principal principal = request.principal();
        if (principal == null) {
            return Match.NONE;
        }
        return request.segments().size() < known
                ? Match.PARTIAL
                : Match.of(holds(condition, principal, new ChannelVariables(positions, request.segments())));
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
     * {@return the principals that satisfy both conditions}
     *
     * @param other the other condition
     */
    public Subject and(Subject other) {
        Set<String> needed = roles.isEmpty() ? other.roles : roles;
        return new Subject(text + " and " + other.text, needed, template -> {
            Test first = binder.bind(template);
            Test second = other.binder.bind(template);
            return request -> first.ask(request).and(second.ask(request));
        });
    }

    /**
     * {@return the principals that satisfy at least one of the two conditions}
     *
     * @param other the other condition
     */
    public Subject or(Subject other) {
        return new Subject("(" + text + " or " + other.text + ")", oneOf(roles, other.roles), template -> {
            Test first = binder.bind(template);
            Test second = other.binder.bind(template);
            return request -> first.ask(request).or(second.ask(request));
        });
    }

    private static Set<String> oneOf(Set<String> some, Set<String> others) {
        return some.isEmpty() || others.isEmpty()
                ? Set.of()
                : Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** {@return all other clients, including those that are not authenticated} */
    public Subject not() {
        return new Subject("not (" + text + ")", template -> {
            Test test = binder.bind(template);
            return request -> test.ask(request).not();
        });
    }

    /** {@return the roles of which every principal of this subject has one; empty if there are no such roles} */
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

    /** A condition of the application. */
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
        Match ask(AccessRequest request);
    }

    @FunctionalInterface
    private interface Binder {
        Test bind(@Nullable ChannelTemplate template);
    }
}
