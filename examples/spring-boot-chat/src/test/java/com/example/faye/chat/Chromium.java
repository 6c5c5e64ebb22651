package com.example.faye.chat;

import io.faye.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Chromium without a window, by way of chromedriver and the WebDriver protocol. */
final class Chromium implements AutoCloseable {

    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final int PATIENCE_MILLIS = 60_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final URI session;

    Chromium() throws Exception {
        driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        try {
            URI address = URI.create("http://localhost:" + port() + "/session");
            Map<String, Object> options = Map.of(
                    "binary", program("chromium").orElseThrow().toString(),
                    "args", List.of("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                            "--disable-component-update", "--disable-sync", "--no-proxy-server", "--disable-dev-shm-usage",
                            "--user-data-dir=" + Files.createTempDirectory(Path.of("target"), "chromium").toAbsolutePath()));
            Map<String, Object> wanted = Map.of(
                    "browserName", "chrome",
                    "goog:chromeOptions", options,
                    "timeouts", Map.of("script", PATIENCE_MILLIS, "pageLoad", PATIENCE_MILLIS));
            Json begun = post(address, Map.of("capabilities", Map.of("alwaysMatch", wanted)));
            session = URI.create(address + "/"
                    + begun.field("sessionId").flatMap(Json::asString).orElseThrow());
        } catch (Exception | Error e) {
            stop();
            throw e;
        }
    }

    static boolean isInstalled() {
        return program("chromium").isPresent() && program("chromedriver").isPresent();
    }

    private static Optional<Path> program(String name) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private int port() throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return Integer.parseInt(started.group(1));
            }
        }
        throw new IOException("chromedriver did not start");
    }

    void open(String address) throws Exception {
        post(URI.create(session + "/url"), Map.of("url", address));
    }

    /** Runs a script on the page. */
    void run(String script) throws Exception {
        post(URI.create(session + "/execute/sync"), Map.of("script", script, "args", List.of()));
    }

    /** Waits until an expression is true of the page. */
    void await(String expression) throws Exception {
        String script = "const done = arguments[0]; const look = () => { if (" + expression
                + ") done(true); else requestAnimationFrame(look); }; look();";
        post(URI.create(session + "/execute/async"), Map.of("script", script, "args", List.of()));
    }

    private Json post(URI address, Map<String, Object> body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.of(body).toString()))
                .build();
        Json value = Json.parse(http.send(request, BodyHandlers.ofString()).body())
                .field("value")
                .orElseThrow();
        if (value.kind() == Json.Kind.OBJECT && value.field("error").isPresent()) {
            throw new AssertionError("Chromium could not do " + body + ": " + value.field("message").orElseThrow());
        }
        return value;
    }

    private void stop() {
        Stream.concat(driver.descendants(), Stream.of(driver.toHandle())).forEach(ProcessHandle::destroy);
        driver.onExit().join();
    }

    @Override
    public void close() {
        try {
            http.send(HttpRequest.newBuilder(session).DELETE().build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stop();
        }
    }
}
