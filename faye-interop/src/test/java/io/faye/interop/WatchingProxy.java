package io.faye.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A proxy that remembers what passed, and in answer to which kind of request. */
final class WatchingProxy implements AutoCloseable {

    private record Passed(String requestHead, String bytes) {}

    private final Queue<Passed> responses = new ConcurrentLinkedQueue<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final Proxy proxy;

    WatchingProxy(int target) {
        proxy = new Proxy(target, Connection::new);
    }

    URI url() {
        return proxy.url();
    }

    /** {@return what the requests looked like in whose responses the text was seen} */
    List<BrowserTransport> carriersOf(String text) {
        return responses.stream()
                .filter(response -> response.bytes().contains(text))
                .map(response -> BrowserTransport.ofRequest(response.requestHead()))
                .toList();
    }

    /** {@return the heads of the requests in whose responses the text was seen} */
    List<String> requestsAnsweredWith(String text) {
        return responses.stream()
                .filter(response -> response.bytes().contains(text))
                .map(Passed::requestHead)
                .toList();
    }

    /** {@return how many bytes browsers have sent so far} */
    long sent() {
        return sent.get();
    }

    /** {@return how many bytes the server has sent so far} */
    long received() {
        return received.get();
    }

    @Override
    public void close() {
        proxy.close();
    }

    /** Browsers have one request under way on a connection, so a response belongs to the last head seen. */
    private final class Connection implements Proxy.Passage {

        private volatile String head = "";

        @Override
        public int passes(boolean request, byte[] bytes, int length) {
            (request ? sent : received).addAndGet(length);
            String text = new String(bytes, 0, length, ISO_8859_1);
            if (!request) {
                responses.add(new Passed(head, text));
            } else if (text.matches("(?s)(GET|POST|OPTIONS) /.*")) {
                head = text;
            }
            return length;
        }
    }
}
