package io.faye.benchmark.rules;

import io.faye.auth.Principal;
import io.faye.auth.rules.AccessRules;
import io.faye.auth.rules.Action;
import io.faye.auth.rules.Authorization;
import io.faye.extension.Exchange;
import io.faye.extension.Verdict;
import io.faye.extension.testing.ExtensionTester;
import io.faye.protocol.Channel;
import io.faye.protocol.ClientId;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one publish costs with a thousand rules: the decision alone, and all that the extension does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PublishBenchmark {

    private static final Principal ADA = Principal.of("ada", "editor", "reader");
    private static final Channel CHANNEL = Channel.of("/rooms/7/messages");
    private static final Message MESSAGE = Message.to(CHANNEL).with(Message.Field.DATA, Json.of("hello"));

    /** How the rules are written. */
    @Param
    public Shape shape = Shape.CHANNELS;

    private AccessRules rules = AccessRules.builder().build();
    private Authorization authorization = Authorization.of(rules);
    private Exchange exchange = ExtensionTester.of().exchange().build();

    /** For JMH. */
    public PublishBenchmark() {}

    /** Makes the rules, and somebody who publishes. */
    @Setup
    public void prepare() {
        rules = shape.builder().build();
        authorization = Authorization.of(rules);
        try (ExtensionTester tester = ExtensionTester.of()) {
            exchange = tester.exchange()
                    .client(ClientId.random(new SecureRandom()))
                    .attribute(Principal.ATTRIBUTE, "{\"name\":\"ada\",\"roles\":[\"editor\",\"reader\"]}")
                    .build();
        }
        if (!decision() || !(extension() instanceof Verdict.Pass)) {
            throw new IllegalStateException("The rules of " + shape + " do not let the message through");
        }
    }

    /** {@return whether the rules let the message through} */
    @Benchmark
    public boolean decision() {
        return rules.permits(ADA, Action.PUBLISH, CHANNEL);
    }

    /** {@return what the extension wants done with the message} */
    @Benchmark
    public Verdict extension() {
        return authorization.incoming(MESSAGE, exchange);
    }
}
