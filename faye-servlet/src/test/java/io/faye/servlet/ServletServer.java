package io.faye.servlet;

import io.faye.protocol.ChannelNames;
import io.faye.server.BayeuxServer;
import io.faye.server.BayeuxServerBuilder;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A server in a container as a program, for the tests that talk to servers as processes: it understands those options of the
 * standalone server that these tests use, prints its address when it listens, and ends on SIGTERM.
 */
public final class ServletServer {

    private ServletServer() {}

    /**
     * Starts a server.
     *
     * @param options such as {@code --port 8000 --timeout 5}
     * @throws Exception if it cannot be started
     */
    public static void main(String[] options) throws Exception {
        BayeuxServerBuilder builder = BayeuxServer.builder();
        MountOptions.Builder mount = MountOptions.builder();
        List<String> origins = new ArrayList<>();
        List<String> headers = new ArrayList<>();
        int port = 0;
        for (int i = 0; i < options.length; i++) {
            switch (options[i]) {
                case "--port" -> port = Integer.parseInt(options[++i]);
                case "--timeout" -> builder.timeout(Duration.ofSeconds(Long.parseLong(options[++i])));
                case "--allowed-origin" -> origins.add(options[++i]);
                case "--allowed-header" -> headers.add(options[++i]);
                case "--channel-names" ->
                    builder.channelNames(ChannelNames.valueOf(options[++i].toUpperCase(Locale.ROOT)));
                case "--deflate" -> mount.deflate();
                default -> throw new IllegalArgumentException("Unknown option '" + options[i] + "'");
            }
        }
        MountOptions chosen =
                mount.allowedOrigins(origins).allowedHeaders(headers).build();
        BayeuxServer bayeux = builder.build();
        Container container = Container.start(port, "", context -> FayeMount.attach(context, bayeux, "/faye", chosen));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(bayeux, container), "faye-servlet-stop"));
        PrintStream out = System.out;
        out.println("http://127.0.0.1:" + container.port() + "/faye");
        Thread.currentThread().join();
    }

    private static void end(BayeuxServer bayeux, Container container) {
        bayeux.close();
        try {
            container.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot stop the container", e);
        }
    }
}
