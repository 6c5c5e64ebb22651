package io.faye.transport.http;

import io.faye.protocol.BayeuxError;
import io.faye.protocol.Message;
import io.faye.protocol.RequestOutline;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Polls by GET, answered by a script that calls back: JSON-P, for browsers that know nothing of CORS. */
final class CallbackPolling {

    private static final String TRANSPORT = "callback-polling";
    private static final String DEFAULT_CALLBACK = "jsonpcallback";
    private static final Pattern NAME = Pattern.compile("[a-z_$][a-z0-9_$]*+", Pattern.CASE_INSENSITIVE);

    private CallbackPolling() {}

    static void serve(HttpRequest head, PendingReply reply, HttpConnection connection) {
        Map<String, List<String>> query = Fields.query(head.uri());
        String callback = callback(query);
        if (!isHarmless(callback)) {
            reply.refuse(head, Response.BAD_REQUEST, "its callback is no name of a function");
        } else if (!connection.site.origins().admitScript(head)) {
            reply.refuseOrigin(head);
        } else {
            String origin = connection.site.origins().allowing(head);
            byte[] json = first(query, "message", "").getBytes(StandardCharsets.UTF_8);
            new Polling(TRANSPORT, head, reply, connection)
                    .serve(json, replies -> Response.script(callback, replies, origin));
        }
    }

    /** {@return whether a fault is a request line that is too long, and each message in it is refused} */
    static boolean refuse(Throwable fault, HttpConnection connection) {
        String target = fault instanceof LongTarget line ? line.target().orElse("") : "";
        Site site = connection.site;
        // From what page the script was asked for stands in header fields, which have not been read.
        if (!site.origins().isAny() || !site.mount().holds(Fields.path(target))) {
            return false;
        }
        String callback = callback(Fields.query(target));
        List<Message> messages = messages(target, site);
        boolean refuses = isHarmless(callback) && !messages.isEmpty();
        if (refuses) {
            refuse(callback, messages, target.length(), connection);
        }
        return refuses;
    }

    private static List<Message> messages(String target, Site site) {
        byte[] json = first(Fields.query(target), "message", "").getBytes(StandardCharsets.UTF_8);
        RequestOutline outline =
                new RequestOutline(site.bayeux().codec().limits().maxMessages());
        outline.add(json, 0, json.length);
        return outline.messages(BayeuxError.tooLarge(site.limits().maxHeaders()));
    }

    private static void refuse(String callback, List<Message> messages, int length, HttpConnection connection) {
        Site site = connection.site;
        HttpRequest head = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.GET, site.mount().path());
        site.refusals()
                .tooLarge(
                        connection.client(head),
                        TRANSPORT,
                        length,
                        site.limits().maxHeaders(),
                        messages);
        new Polling(TRANSPORT, head, connection.expectLast(), connection)
                .serve(messages, replies -> Response.script(callback, replies, null));
    }

    private static String callback(Map<String, List<String>> query) {
        return first(query, "jsonp", DEFAULT_CALLBACK);
    }

    private static String first(Map<String, List<String>> query, String name, String otherwise) {
        String value = query.getOrDefault(name, List.of("")).get(0);
        return value.isEmpty() ? otherwise : value;
    }

    /** Names with dots between and nothing else: the script runs in the page that asked for it. */
    private static boolean isHarmless(String callback) {
        return Arrays.stream(callback.split("\\.", -1))
                .allMatch(name -> NAME.matcher(name).matches());
    }
}
