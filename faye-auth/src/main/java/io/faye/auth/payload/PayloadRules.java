package io.faye.auth.payload;

import io.faye.auth.Authentication;
import io.faye.auth.CsrfProtection;
import io.faye.auth.support.PluginFault;
import io.faye.extension.ChannelTemplate;
import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.Verdict;
import io.faye.protocol.BayeuxError;
import io.faye.protocol.Channel;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Refuses what is published with a payload that the channel is not for: by JSON schemas, and by checks of one's own. A
 * message has to pass all that are for its channel; the refusal is {@code 422} and names the first faults, but not what
 * was sent. Clients in the server's own process are checked as well.
 *
 * <p>On a channel that a rule is for, nothing goes on that no rule looks at: of a message {@code channel}, {@code data},
 * {@code id} and {@code clientId} do, its {@code ext} and whatever other fields it has are taken off. So add this behind
 * extensions that read {@code ext}, such as {@link Authentication} and {@link CsrfProtection}.
 */
public final class PayloadRules implements Extension {

    private static final int FAULTS_SHOWN = 3;
    private static final int FAULT_LENGTH = 120;

    /** What a server needs, or a rule has looked at. */
    private static final Set<String> KEPT = Set.of(Field.CHANNEL, Field.DATA, Field.ID, Field.CLIENT_ID);

    private final List<Rule> rules;

    private PayloadRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** {@return a builder of rules for a server of {@link ChannelNames#FAYE}} */
    public static Builder builder() {
        return builder(ChannelNames.FAYE);
    }

    /**
     * {@return a builder of rules}
     *
     * @param names which names of channels the server accepts: templates of others are refused
     */
    public static Builder builder(ChannelNames names) {
        return new Builder(names);
    }

    @Override
    public Verdict incoming(Message message, Exchange exchange) {
        if (message.channel().isEmpty() || message.data().isEmpty()) {
            return Verdict.pass(message);
        }
        Channel channel = message.channel().get();
        List<Rule> due =
                rules.stream().filter(rule -> rule.channels.matches(channel)).toList();
        if (due.isEmpty()) {
            return Verdict.pass(message);
        }
        List<String> faults = faults(due, message.data().get());
        return faults.isEmpty() ? Verdict.pass(onlyKept(channel, message)) : Verdict.refuse(refusal(channel, faults));
    }

    private static List<String> faults(List<Rule> due, Json data) {
        for (Rule rule : due) {
            List<String> faults = PluginFault.ask(rule.check, () -> List.copyOf(rule.check.faults(data)), "list");
            if (!faults.isEmpty()) {
                return faults;
            }
        }
        return List.of();
    }

    private static Message onlyKept(Channel channel, Message message) {
        return channel.isMeta()
                ? message
                : message.without(message.fields().keySet().stream()
                        .filter(name -> !KEPT.contains(name))
                        .toArray(String[]::new));
    }

    private static BayeuxError refusal(Channel channel, List<String> faults) {
        List<String> shown = new ArrayList<>();
        for (String fault : faults.subList(0, Math.min(FAULTS_SHOWN, faults.size()))) {
            shown.add(fault.length() <= FAULT_LENGTH ? fault : fault.substring(0, FAULT_LENGTH));
        }
        return new BayeuxError(422, List.of(channel.toString()), "Invalid payload, " + String.join("; ", shown));
    }

    private record Rule(ChannelTemplate channels, Check check) {}

    /** Looks at payloads. */
    @FunctionalInterface
    public interface Check {
        /**
         * {@return what is wrong, in a few words each, for the sender to read; nothing if all is well} It must not block.
         *
         * @param data the payload
         */
        List<String> faults(Json data);
    }

    /** Builds payload rules. Not safe for threads. */
    public static final class Builder {

        private final ChannelNames names;
        private final List<Rule> rules = new ArrayList<>();

        private Builder(ChannelNames names) {
            this.names = names;
        }

        /**
         * Checks payloads by a JSON schema. Needs {@code com.networknt:json-schema-validator} 2.x, an optional dependency.
         *
         * @param template of the channels, as {@link ChannelTemplate} writes it
         * @param schema its text; of draft 2020-12 unless it names another with {@code $schema}
         * @return this
         * @throws IllegalArgumentException if one of both cannot be read
         * @throws IllegalStateException if the validator is not there, or of another version
         */
        public Builder schema(String template, String schema) {
            try {
                return check(template, new JsonSchemaCheck(schema));
            } catch (LinkageError e) {
                throw new IllegalStateException(
                        "JSON schemas need com.networknt:json-schema-validator 2.x on the class path"
                                + (isOtherThere() ? "; there is another version" : ""),
                        e);
            }
        }

        /** By a class of all versions but 1.x, and by one of those. */
        private static boolean isOtherThere() {
            ClassLoader loader = PayloadRules.class.getClassLoader();
            return Stream.of("Schema", "JsonSchema")
                    .anyMatch(name -> loader.getResource("com/networknt/schema/" + name + ".class") != null);
        }

        /**
         * Checks payloads.
         *
         * @param template of the channels, as {@link ChannelTemplate} writes it
         * @param check tells what is wrong
         * @return this
         * @throws IllegalArgumentException if the text is not a template
         */
        public Builder check(String template, Check check) {
            rules.add(new Rule(ChannelTemplate.of(template, names), check));
            return this;
        }

        /** {@return the rules, to be added to a server} */
        public PayloadRules build() {
            return new PayloadRules(rules);
        }
    }
}
