package io.faye.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a server in their own process, with the memory engine, on a free port of this machine. It is
 * {@link FayeServerExtension} with its defaults: each test has a server of its own, which is closed after the test.
 *
 * <p>Methods of tests may have parameters of the types {@code FayeHttpServer}, {@code BayeuxServer}, {@code LocalClient} and
 * {@code FayeClient}, and a {@code URI} with the server's address.
 *
 * <pre>{@code
 * @FayeServerTest
 * class ChatTest {
 *     @Test
 *     void delivers(FayeClient client) {
 *         BlockingQueue<Message> received = new LinkedBlockingQueue<>();
 *         client.subscribe("/chat/*", received::add).join();
 *         client.publish("/chat/lobby", "Hello").join();
 *         assertEquals("\"Hello\"", received.take().data().orElseThrow().toString());
 *     }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FayeServerExtension.class)
public @interface FayeServerTest {}
