package com.example.faye.auth;

import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Shows the page at {@code /}. */
record Page(byte[] html) implements HttpHandler {

    static Page load() {
        try (InputStream page = Page.class.getResourceAsStream("/page.html")) {
            return new Page(page.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        return CompletableFuture.completedStage(
                call.path().equals("/") ? HttpReply.of(200, "text/html; charset=utf-8", html) : HttpReply.notFound());
    }
}
