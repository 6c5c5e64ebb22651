package io.faye.servlet;

import io.faye.transport.Callback;
import io.faye.transport.FormFields;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Polls by GET, answered by a script that calls back: JSON-P, for browsers that know nothing of CORS. */
final class CallbackPolling {

    private CallbackPolling() {}

    private static Map<String, List<String>> query(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? Map.of() : FormFields.of(query);
    }

    static boolean isHarmless(HttpServletRequest request) {
        return Callback.of(query(request)).isHarmless();
    }

    static void begin(MountContext mount, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Poll poll = AsyncRequests.begin(mount, "callback-polling", request, response)
                .orElse(null);
        if (poll != null) {
            Map<String, List<String>> query = query(request);
            Callback callback = Callback.of(query);
            @Nullable String origin = mount.origins().allowing(Router.origin(request));
            byte[] json = Callback.message(query).getBytes(StandardCharsets.UTF_8);
            poll.serve(json, replies -> Answer.script(callback, replies, origin));
        }
    }
}
