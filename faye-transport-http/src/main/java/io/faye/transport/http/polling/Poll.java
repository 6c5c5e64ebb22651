package io.faye.transport.http.polling;

import io.faye.protocol.MalformedMessageException;
import io.faye.protocol.Message;
import io.faye.transport.Payloads;
import io.faye.transport.RequestMemory;
import io.faye.transport.http.http1.HttpConnection;
import io.faye.transport.http.http1.PendingResponse;
import io.faye.transport.http.http1.Response;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.function.Function;

/** One poll in any form: messages come in a request, replies and deliveries go out in its response. */
record Poll(String transport, HttpRequest head, PendingResponse reply, HttpConnection connection) {

    /** Has the messages processed, and makes a response of the replies when they are there. */
    void serve(byte[] json, Function<List<Message>, Response> response) {
        try {
            List<Message> messages = connection.server().bayeux().codec().decode(json);
            reply.begin(RequestMemory.of(json, messages) - RequestMemory.of(json));
            serve(messages, response);
        } catch (MalformedMessageException e) {
            Response answer = e.error()
                    .map(error -> response.apply(Payloads.refusal(error)))
                    .orElse(Response.BAD_REQUEST);
            reply.refuse(head, answer, "its messages are no JSON object or array");
        }
    }

    /** Has messages processed that were read already. */
    void serve(List<Message> messages, Function<List<Message>, Response> response) {
        PollRequest request = new PollRequest(transport, head, connection.client(head), connection.certificates());
        connection
                .peer()
                .process(messages, request, (replies, written) -> reply.send(response.apply(replies), written));
    }
}
