package io.faye.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The browser client, which pages load from the server they talk to. */
public final class ClientScript {

    private static final List<String> ENDINGS = List.of(".js", ".mjs", ".map", ".d.ts");
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private final Mount mount;
    private final Map<String, ScriptFile> files = new HashMap<>();

    /**
     * Makes the files known by all names that pages know them by.
     *
     * @param mount where the server is found
     */
    public ClientScript(Mount mount) {
        this.mount = mount;
        Instant modified = modified(resource("client.js"));
        ScriptFile script = new ScriptFile(SCRIPT, read("client.js"), modified);
        files.put("client.js", script);
        files.put(lastSegment(mount.path()) + ".js", script);
        files.put("faye-browser.js", script);
        files.put("faye-browser-min.js", script);
        files.put("client.mjs", new ScriptFile(SCRIPT, read("client.mjs"), modified));
        files.put("client.d.ts", new ScriptFile("text/plain; charset=utf-8", read("client.d.ts"), modified));
    }

    /**
     * {@return whether the path is one of a script, which may be missing}
     *
     * @param path the path of a request
     */
    public boolean holds(String path) {
        return path.equals(mount.path() + ".js")
                || mount.holds(path) && ENDINGS.stream().anyMatch(path::endsWith);
    }

    /**
     * {@return the file at a path, or empty if there is none}
     *
     * @param path the path of a request
     */
    public Optional<ScriptFile> file(String path) {
        return Optional.ofNullable(files.get(lastSegment(path)));
    }

    private static String lastSegment(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static URL resource(String name) {
        URL file = ClientScript.class.getResource("client/" + name);
        if (file == null) {
            throw new IllegalStateException("The browser client's " + name + " was not packed into this module");
        }
        return file;
    }

    private static byte[] read(String name) {
        try (InputStream file = resource(name).openStream()) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return the time of the file, or of the jar that it is in} A server that is started again with the same jar tells the same time.
     * Class loaders that keep their classes elsewhere have no such time: then it is now.
     */
    private static Instant modified(URL resource) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String path = resource.getPath();
        int inside = path.indexOf("!/");
        String place = inside < 0 ? resource.toString() : path.substring(0, inside);
        try {
            Instant modified = Files.getLastModifiedTime(Path.of(URI.create(place)))
                    .toInstant()
                    .truncatedTo(ChronoUnit.SECONDS);
            return modified.isAfter(now) ? now : modified;
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            return now;
        }
    }
}
