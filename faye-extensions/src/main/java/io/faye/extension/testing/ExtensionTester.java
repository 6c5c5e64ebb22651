package io.faye.extension.testing;

import io.faye.extension.Exchange;
import io.faye.extension.Extension;
import io.faye.extension.ExtensionPipeline;
import io.faye.extension.Sessions;
import io.faye.extension.Verdict;
import io.faye.protocol.ClientId;
import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.protocol.MessageCodec;
import io.faye.protocol.ProtocolLimits;
import io.faye.protocol.concurrent.DaemonThreads;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Shows messages to extensions as a server does, and tells what these want done with them. Runs no server: whom the
 * messages come from and go to is made up with {@link #exchange}.
 *
 * <pre>{@code
 * try (ExtensionTester tester = ExtensionTester.of(new StaffNews())) {
 *     Exchange remote = tester.exchange().header("origin", "https://example.com").build();
 *     Verdict verdict = tester.incoming("{\"channel\": \"/staff/news\", \"data\": 1}", remote);
 *     assertEquals(Verdict.refuse(BayeuxError.forbiddenChannel("/staff/news")), verdict);
 * }
 * }</pre>
 *
 * <p>Safe for threads. Close it: then extensions are told that they were removed.
 */
public final class ExtensionTester implements AutoCloseable {

    /** What a server gives an extension for one message, unless it is set otherwise. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("faye-extension-tester"));
    private final ExtensionPipeline pipeline = new ExtensionPipeline(timer, timer, LIMIT);
    private final FakeSessions sessions = new FakeSessions();

    private ExtensionTester() {}

    /**
     * {@return a tester of extensions, which are told that they were added}
     *
     * @param extensions in the order in which messages pass them
     */
    public static ExtensionTester of(Extension... extensions) {
        ExtensionTester tester = new ExtensionTester();
        for (Extension extension : extensions) {
            tester.pipeline.add(extension, tester.sessions);
        }
        return tester;
    }

    /** {@return a builder of what a message comes from or goes to: a remote client without session, at first} */
    public ExchangeBuilder exchange() {
        return new ExchangeBuilder(sessions);
    }

    /** {@return the sessions that exchanges were made up with, and what has become of them} */
    public Sessions sessions() {
        return sessions;
    }

    /**
     * {@return the messages that were delivered to a session alone, in order} See {@link
     * io.faye.extension.Session#deliver(Message)}.
     *
     * @param client the session
     */
    public List<Message> delivered(ClientId client) {
        return sessions.delivered(client);
    }

    /**
     * {@return what the extensions want done with a message from a client, when they have decided}
     *
     * @param message what the client sent, as JSON
     * @param exchange where it comes from
     * @throws IllegalArgumentException if the text is not one message
     */
    public Verdict incoming(String message, Exchange exchange) {
        return incoming(parse(message, exchange), exchange);
    }

    /**
     * {@return what the extensions want done with a message from a client, when they have decided}
     *
     * @param message what the client sent
     * @param exchange where it comes from
     */
    public Verdict incoming(Message message, Exchange exchange) {
        return settled(pipeline.incoming(message, exchange));
    }

    /**
     * {@return what the extensions want done with a message to a client, when they have decided}
     *
     * @param message what is about to be sent, as JSON
     * @param exchange where it goes to
     * @throws IllegalArgumentException if the text is not one message
     */
    public Verdict outgoing(String message, Exchange exchange) {
        return outgoing(parse(message, exchange), exchange);
    }

    /**
     * {@return what the extensions want done with a message to a client, when they have decided}
     *
     * @param message what is about to be sent
     * @param exchange where it goes to
     */
    public Verdict outgoing(Message message, Exchange exchange) {
        return settled(pipeline.outgoing(message, exchange));
    }

    private static Message parse(String text, Exchange exchange) {
        try {
            List<Message> messages = new MessageCodec(ProtocolLimits.DEFAULT, exchange.channelNames())
                    .decode(text.getBytes(StandardCharsets.UTF_8));
            if (messages.size() == 1) {
                return messages.get(0);
            }
            throw new IllegalArgumentException("Expected one message, but got " + messages.size());
        } catch (MalformedMessageException e) {
            throw new IllegalArgumentException("Expected a message: " + e.getMessage(), e);
        }
    }

    /** Each extension has its limit, so this comes to an end. */
    private static Verdict settled(Verdict verdict) {
        return verdict instanceof Verdict.When when
                ? when.later().toCompletableFuture().join()
                : verdict;
    }

    /** Tells the extensions that they were removed, and ends the tester's thread. */
    @Override
    public void close() {
        pipeline.extensions().forEach(pipeline::remove);
        timer.shutdownNow();
    }
}
