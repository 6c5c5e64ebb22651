package io.faye.servlet;

import io.faye.protocol.Message;
import io.faye.transport.FormFields;
import io.faye.transport.OversizedRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Polls by POST: of JSON, or of a form, which browsers send across origins without asking beforehand. */
final class LongPolling implements BodyReader.Receiver {

    private static final String FIELD = "message";

    private final MountContext mount;
    private final HttpServletRequest request;
    private final Poll poll;
    private final boolean json;
    private final int tooLargeStatus;
    private final @Nullable String origin;

    private LongPolling(MountContext mount, HttpServletRequest request, Poll poll) {
        this.mount = mount;
        this.request = request;
        this.poll = poll;
        this.json = isJson(request);
        this.origin = mount.origins().allowing(Router.origin(request));
        // Faye's client in browsers reads no body of a response that failed, and would send the messages again for
        // ever.
        this.tooLargeStatus = Router.header(request, "X-Requested-With").equalsIgnoreCase("XMLHttpRequest") ? 200 : 413;
    }

    static void begin(MountContext mount, HttpServletRequest request, HttpServletResponse response) throws IOException {
        int limit = mount.options().maxMessageSize();
        long length = request.getContentLengthLong();
        if (length - limit > OversizedRequest.MOST_SKIPPED) {
            Answer.text(413, "Request body too large").write(response, false);
            return;
        }
        String transport = isJson(request) ? "long-polling" : "cross-origin-long-polling";
        Poll poll = AsyncRequests.begin(mount, transport, request, response).orElse(null);
        if (poll == null) {
            return;
        }
        if (!poll.memory().admits(Math.min(Math.max(0, length), limit))) {
            poll.refuse(Answer.text(503, "The server is short of memory"), "the server is short of memory");
            return;
        }
        LongPolling polling = new LongPolling(mount, request, poll);
        BodyReader reader = new BodyReader(request.getInputStream(), length, limit, polling);
        poll.awaits(reader);
        request.getInputStream().setReadListener(reader);
    }

    private static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null) {
            return false;
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().equalsIgnoreCase("application/json");
    }

    @Override
    public OversizedRequest oversized() {
        int limit = mount.options().maxMessageSize();
        return json
                ? OversizedRequest.ofJson(mount.maxMessages(), limit)
                : OversizedRequest.ofForm(mount.maxMessages(), limit);
    }

    @Override
    public boolean admits(long bytes, long more) {
        boolean admitted = poll.memory().admits(more);
        poll.memory().unfinished(bytes);
        if (!admitted) {
            poll.refuse(Answer.text(503, "The server is short of memory"), "the server is short of memory");
        }
        return admitted;
    }

    @Override
    public void receive(byte[] body) {
        byte[] messages = json ? body : field(body);
        if (messages == null) {
            poll.refuse(Answer.text(400, "Bad request"), "its form has no field 'message'");
        } else {
            poll.serve(messages, form(200));
        }
    }

    /** If a filter has read the form, the container knows what was in it. */
    private byte @Nullable [] field(byte[] body) {
        List<String> values =
                FormFields.of(new String(body, StandardCharsets.UTF_8)).getOrDefault(FIELD, List.of());
        String value = values.isEmpty() && body.length == 0 ? request.getParameter(FIELD) : first(values);
        return value == null ? null : value.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String first(List<String> values) {
        return values.isEmpty() ? null : values.get(0);
    }

    /** Refuses each of the messages of a body that is longer than the limit. */
    @Override
    public void refuse(OversizedRequest body) {
        List<Message> messages = body.messages();
        RequestFacts facts = poll.facts();
        mount.refusals().tooLarge(facts.remote(), facts.transport(), body.length(), body.limit(), messages);
        if (messages.isEmpty()) {
            poll.send(Answer.text(413, "Request body too large"), () -> {});
        } else {
            poll.serve(messages, form(tooLargeStatus));
        }
    }

    @Override
    public void tooSlow() {
        poll.refuse(Answer.text(408, "Request too slow"), "it came too slowly");
    }

    @Override
    public void failed(Throwable fault) {
        poll.refuse(Answer.text(400, "Bad request"), "its body cannot be read");
    }

    private Function<List<Message>, Answer> form(int status) {
        return replies -> Answer.messages(status, replies, origin);
    }
}
