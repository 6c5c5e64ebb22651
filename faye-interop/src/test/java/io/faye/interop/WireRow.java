package io.faye.interop;

import java.util.List;
import java.util.Set;

/**
 * One sentence of the protocol as requests and the replies they get.
 *
 * @param title what the row shows
 * @param transports how it is sent
 * @param exchanges what is sent and expected, in order
 */
record WireRow(String title, Set<Transport> transports, List<Exchange> exchanges) {

    /**
     * A request and its reply, with placeholders.
     *
     * @param request the JSON sent
     * @param reply the JSON expected
     */
    record Exchange(String request, String reply) {}
}
