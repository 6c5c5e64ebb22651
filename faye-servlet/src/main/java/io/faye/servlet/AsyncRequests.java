package io.faye.servlet;

import io.faye.protocol.log.RateLimitedLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Begins requests that are answered later. */
final class AsyncRequests {

    private static final RateLimitedLog LOG = new RateLimitedLog(FayeServlet.class);

    private AsyncRequests() {}

    /** {@return a request that is answered later, or empty if it was answered that this cannot be} */
    static Optional<Poll> begin(
            MountContext mount, String transport, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!request.isAsyncSupported()) {
            LOG.error(
                    "async",
                    "Cannot serve {}: the servlet or a filter in front of it does not support asynchronous requests; set"
                            + " async-supported there (similar lines left out={})",
                    request.getServletPath());
            Answer.text(500, "Asynchronous requests are not supported here").write(response, false);
            return Optional.empty();
        }
        RequestFacts facts = RequestFacts.of(transport, request);
        return Optional.of(Poll.begin(mount, facts, request, response));
    }
}
