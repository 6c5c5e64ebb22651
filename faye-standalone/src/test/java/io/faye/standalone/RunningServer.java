package io.faye.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** A server in this process, started by options as a command line has them, and requests to it. */
final class RunningServer implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String HANDSHAKE =
            "{'channel':'/meta/handshake','version':'1.0','supportedConnectionTypes':['long-polling']}";
    private static final Pattern CLIENT = Pattern.compile("\"clientId\":\"(\\w+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final StandaloneServer server;

    private RunningServer(StandaloneServer server) {
        this.server = server;
    }

    static RunningServer with(String... options) {
        ServeOptions parsed = new ServeOptions(Map.of());
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--port", "0"));
        if (!all.contains("--host")) {
            all.addAll(List.of("--host", "localhost"));
        }
        new CommandLine(new ServeCommand(parsed)).parseArgs(all.toArray(String[]::new));
        return new RunningServer(StandaloneServer.start(parsed.complete()));
    }

    StandaloneServer server() {
        return server;
    }

    /** {@return an address beside the mount} */
    URI at(String path) {
        return server.uri().resolve(path);
    }

    /** {@return an address of the management port} */
    URI management(String path) {
        return server.management().orElseThrow().resolve(path);
    }

    HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
        return send("GET", uri, "", headers);
    }

    /** Sends JSON, in which quotes are written as apostrophes. */
    HttpResponse<String> post(URI uri, String json, String... headers) throws IOException, InterruptedException {
        return send("POST", uri, json.replace('\'', '"'), headers);
    }

    HttpResponse<String> send(String method, URI uri, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(LIMIT);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Asks something in Bayeux, and returns the replies. */
    String bayeux(String messages) throws IOException, InterruptedException {
        return post(server.uri(), messages).body();
    }

    /** {@return the id of a new session that is subscribed to a pattern} */
    String subscriber(String pattern) throws IOException, InterruptedException {
        Matcher client = CLIENT.matcher(bayeux(HANDSHAKE));
        if (!client.find()) {
            throw new AssertionError("The handshake was refused");
        }
        bayeux("{'channel':'/meta/subscribe','clientId':'" + client.group(1) + "','subscription':'" + pattern + "'}");
        return client.group(1);
    }

    /** {@return what waits for a session} */
    String poll(String client) throws IOException, InterruptedException {
        return bayeux("{'channel':'/meta/connect','clientId':'" + client
                + "','connectionType':'long-polling','advice':{'timeout':0}}");
    }

    @Override
    public void close() {
        server.close();
    }
}
