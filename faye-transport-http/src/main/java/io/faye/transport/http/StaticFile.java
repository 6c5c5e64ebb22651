package io.faye.transport.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** Answers a request for one file (RFC 9110, sections 8.8 and 13.1.2). */
final class StaticFile {

    private static final long LARGEST = 4 << 20;
    private static final Notice TOO_LARGE = new Notice(
            LoggerFactory.getLogger(StaticFile.class),
            "{} is not served, because it has more than " + LARGEST + " bytes (and {} more since the last line)");
    private static final HttpReply NOT_MODIFIED = new HttpReply(304, Map.of(), new byte[0]);

    private StaticFile() {}

    static HttpReply answer(HttpCall call, Path file) throws IOException {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            return HttpReply.text(405, "Files are only to be read").with("Allow", "GET, HEAD");
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.size() > LARGEST) {
            TOO_LARGE.about(file);
            return HttpReply.text(500, "File too large");
        }
        String tag = tag(attributes);
        HttpReply reply = isKnown(tag, call)
                ? NOT_MODIFIED
                : HttpReply.of(200, ContentTypes.of(file), Files.readAllBytes(file))
                        .with("X-Content-Type-Options", "nosniff");
        return reply.with("ETag", tag).with("Cache-Control", "no-cache");
    }

    private static String tag(BasicFileAttributes attributes) {
        long time = attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS);
        return '"' + Long.toHexString(time) + '-' + Long.toHexString(attributes.size()) + '"';
    }

    private static boolean isKnown(String tag, HttpCall call) {
        return call.headers().getOrDefault("if-none-match", List.of()).stream()
                .flatMap(Fields::members)
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }
}
