package io.faye.standalone;

import io.faye.transport.http.HttpCall;
import io.faye.transport.http.HttpHandler;
import io.faye.transport.http.HttpReply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The console at {@code /}: a page that is a client of the server like any other, and beside the Bayeux mount a
 * long-polled list of monitoring events, which therefore needs no channel that others could see. The page is for every
 * request from this machine; the events, which show what all clients publish, are only for those that show the token.
 */
final class Console implements HttpHandler {

    private static final String EVENTS = "/console/events";

    private final ConsolePage page;
    private final ConsoleAccess access;
    private final ConsoleToken token;
    private final EventsApi events;

    Console(String mount, ConsoleAccess access, ConsoleToken token, EventRing events) {
        this.page = ConsolePage.beside(mount);
        this.access = access;
        this.token = token;
        this.events = new EventsApi(events);
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        if (call.path().equals("/") || call.path().equals(EVENTS)) {
            return console(call);
        }
        return reply(HttpReply.notFound());
    }

    private CompletionStage<HttpReply> console(HttpCall call) {
        if (access != ConsoleAccess.ANYBODY && !LocalOnly.admits(call)) {
            return reply(HttpReply.text(
                    403,
                    "The console is for this machine only, and not behind a proxy: open the address in the server's"
                            + " log, or start the server with --remote-console\n"));
        }
        if (!call.method().equals("GET")) {
            return reply(HttpReply.text(405, "The console is only to be read\n").with("Allow", "GET"));
        }
        boolean seesEvents = access == ConsoleAccess.ANYBODY || token.isShownBy(call);
        if (!call.path().equals(EVENTS)) {
            return reply(seesEvents ? page.reply(token.text()) : page.reply(""));
        }
        return seesEvents
                ? events.handle(call)
                : reply(HttpReply.text(
                        403,
                        "The events need the token of this start: open the console's address in the server's log\n"));
    }

    private static CompletionStage<HttpReply> reply(HttpReply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
