package io.faye.transport.http;

import io.faye.transport.http.content.FileContent;
import io.faye.transport.http.header.RequestFields;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.Executor;

/** Answers a request for one file (RFC 9110, sections 8.8 and 13.1.2). */
final class StaticFile {

    private StaticFile() {}

    static HttpReply answer(HttpCall call, Path file, Executor readers) throws IOException {
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            return HttpReply.text(405, "Files are only to be read").with("Allow", "GET, HEAD");
        }
        if (!Files.isReadable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        String tag = '"' + FileContent.version(attributes) + '"';
        HttpReply reply = isKnown(tag, call)
                ? HttpReply.empty(304)
                : HttpReply.of(200, ContentTypes.of(file), new FileContent(file, attributes, readers))
                        .with("X-Content-Type-Options", "nosniff");
        return reply.with("ETag", tag).with("Cache-Control", "no-cache");
    }

    private static boolean isKnown(String tag, HttpCall call) {
        return call.headers().getOrDefault("if-none-match", List.of()).stream()
                .flatMap(RequestFields::members)
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }
}
