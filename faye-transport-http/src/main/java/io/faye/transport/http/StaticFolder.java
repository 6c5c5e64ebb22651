package io.faye.transport.http;

import io.faye.protocol.log.LogText;
import io.faye.protocol.log.RateLimitedLog;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder of files, and which file the path of a request means. */
final class StaticFolder {

    private static final Logger LOG = LoggerFactory.getLogger(StaticFolder.class);
    private static final RateLimitedLog UNREADABLE = new RateLimitedLog(StaticFolder.class);

    private final Path root;

    private StaticFolder(Path root) {
        this.root = root;
    }

    static StaticFolder at(Path folder) {
        try {
            Path root = folder.toRealPath();
            if (Files.isDirectory(root)) {
                return new StaticFolder(root);
            }
        } catch (IOException e) {
            LOG.debug("No folder at {}", folder, e);
        }
        throw new IllegalArgumentException("Expected a folder of files to serve, but got '" + folder + "'");
    }

    HttpReply answer(HttpCall call, Executor readers) {
        try {
            Path found = find(call.path());
            if (found == null) {
                return HttpReply.notFound();
            }
            return Files.isDirectory(found) ? redirect(call.path()) : StaticFile.answer(call, found, readers);
        } catch (IOException e) {
            UNREADABLE.warn("", "Cannot read what {} means (and {} more since the last line)", call.path(), e);
            return HttpReply.notFound();
        }
    }

    private @Nullable Path find(String path) throws IOException {
        try {
            String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            return isHarmless(decoded) ? find(root.resolve(decoded.substring(1)), decoded.endsWith("/")) : null;
        } catch (IllegalArgumentException e) {
            LOG.debug("No path of a file: {}", LogText.of(path), e);
            return null;
        }
    }

    private @Nullable Path find(Path named, boolean asFolder) throws IOException {
        Path wanted = asFolder ? named.resolve("index.html") : named;
        if (!Files.isRegularFile(wanted) && !Files.isRegularFile(wanted.resolve("index.html"))) {
            return null;
        }
        Path real = wanted.toRealPath();
        return real.startsWith(root) && names(root.relativize(real)).noneMatch(StaticFolder::isHidden) ? real : null;
    }

    /** Nothing of a path may mean anything to the file system but names of files and folders. */
    private static boolean isHarmless(String path) {
        return path.startsWith("/")
                && !path.contains("//")
                && path.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c))
                && Stream.of(path.split("/", -1)).noneMatch(StaticFolder::isHidden);
    }

    private static Stream<String> names(Path path) {
        return StreamSupport.stream(path.spliterator(), false).map(Path::toString);
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".");
    }

    /** To the folder's page, so that what that names beside it is found; relative, because a proxy may have cut the path. */
    private static HttpReply redirect(String path) {
        return HttpReply.text(301, "Moved").with("Location", "." + path.substring(path.lastIndexOf('/')) + "/");
    }
}
