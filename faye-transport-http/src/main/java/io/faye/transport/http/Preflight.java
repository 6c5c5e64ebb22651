package io.faye.transport.http;

import io.faye.transport.Cors;
import io.faye.transport.Origins;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Collection;

/** Answers what browsers ask before they send a request of a page of another origin: Fetch, section 3.2.2. */
final class Preflight {

    private final Cors cors;

    /**
     * Makes the answers.
     *
     * @param origins whose pages may send requests
     * @param further names of header fields, beside those that clients need
     */
    Preflight(Origins origins, Collection<String> further) {
        this.cors = new Cors(origins, further);
    }

    Response answer(HttpRequest head) {
        String origin = head.headers().get(HttpHeaderNames.ORIGIN);
        return new Response(200, Response.lines(cors.preflight(origin)), Bytes.NONE);
    }
}
