package io.faye.standalone.client;

import io.faye.client.FayeClientException;
import io.faye.client.UnansweredException;
import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.protocol.Message.Field;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** Publishes messages in order, some before the answers to others have come, and prints what became of each. */
final class Publisher {

    private static final int UNDER_WAY = 100;

    private final CommandClient client;
    private final Channel channel;
    private final Duration patience;
    private final PrintWriter output;
    private final Queue<CompletableFuture<Void>> unanswered = new ArrayDeque<>();
    private int worst = ExitCodes.DONE;

    Publisher(CommandClient client, Channel channel, Duration patience, PrintWriter output) {
        this.client = client;
        this.channel = channel;
        this.patience = patience;
        this.output = output;
    }

    void publish(Json data) throws InterruptedException {
        unanswered.add(client.client().publish(Message.to(channel).with(Field.DATA, data)));
        while (unanswered.size() == UNDER_WAY
                || !unanswered.isEmpty() && unanswered.element().isDone()) {
            settle(unanswered.remove());
        }
    }

    /** {@return how the command ends, when all that was published is answered} */
    int finish() throws InterruptedException {
        while (!unanswered.isEmpty()) {
            settle(unanswered.remove());
        }
        return worst;
    }

    private void settle(CompletableFuture<Void> answer) throws InterruptedException {
        try {
            client.await(answer, patience);
            output.println(JsonLine.of(line(true)));
        } catch (UnansweredException e) {
            failed(ExitCodes.INCOMPLETE, String.valueOf(e.getMessage()));
        } catch (FayeClientException e) {
            failed(ExitCodes.FAILED, String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            failed(ExitCodes.INCOMPLETE, "No answer within " + patience.toMillis() / 1_000.0 + " s");
        }
    }

    private void failed(int code, String reason) {
        Map<String, Object> line = line(false);
        line.put("error", reason);
        output.println(JsonLine.of(line));
        worst = Math.max(worst, code);
    }

    private Map<String, Object> line(boolean accepted) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("channel", channel.toString());
        line.put("accepted", accepted);
        return line;
    }
}
