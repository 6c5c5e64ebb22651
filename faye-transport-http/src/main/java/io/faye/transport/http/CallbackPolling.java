package io.faye.transport.http;

import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Polls by GET, answered by a script that calls back: JSON-P, for browsers that know nothing of CORS. */
final class CallbackPolling {

    private static final String DEFAULT_CALLBACK = "jsonpcallback";
    private static final Pattern NAME = Pattern.compile("[a-z_$][a-z0-9_$]*+", Pattern.CASE_INSENSITIVE);

    private CallbackPolling() {}

    static void serve(HttpRequest head, PendingReply reply, HttpConnection connection) {
        Map<String, List<String>> query = Fields.query(head.uri());
        String callback = first(query, "jsonp", DEFAULT_CALLBACK);
        if (!isHarmless(callback)) {
            reply.send(Response.BAD_REQUEST);
        } else if (!connection.site.origins().admitScript(head)) {
            reply.send(Response.FORBIDDEN);
        } else {
            String origin = connection.site.origins().allowing(head);
            byte[] json = first(query, "message", "").getBytes(StandardCharsets.UTF_8);
            new Polling("callback-polling", head, reply, connection)
                    .serve(json, replies -> Response.script(callback, replies, origin));
        }
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
