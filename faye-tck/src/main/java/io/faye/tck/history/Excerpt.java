package io.faye.tck.history;

import io.faye.engine.Batch;
import io.faye.protocol.ClientId;
import io.faye.protocol.Message;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a part of the record for people, a line for each thing, in order of time. */
final class Excerpt {

    private final Names names;

    Excerpt(Names names) {
        this.names = names;
    }

    String of(Violation violation) {
        return violation.lines().stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(Line line) {
        String told = line instanceof Call call ? told(call) : told((Event) line);
        return String.format(Locale.ROOT, "%9d  process %d  %s", line.tick(), line.process(), told);
    }

    private String told(Event event) {
        String about = event.about() == null ? "" : " " + event.about();
        String kind = event.kind().toString().toLowerCase(Locale.ROOT);
        return "event " + kind + " " + names.of(event.client()) + about + " at "
                + event.moment().clock();
    }

    private String told(Call call) {
        String who = call.operation() == Operation.PUBLISH ? "by " + names.of(call.client()) : names.of(call.client());
        String about = call.argument() == null ? "" : ", " + call.argument();
        String until = call.end() == Long.MAX_VALUE ? "not answered" : answer(call) + ", completed at " + call.end();
        return call.operation() + "(" + who + about + ") = " + until;
    }

    private String answer(Call call) {
        return call.answer() instanceof Batch batch ? batch(batch) : answer(call.answer());
    }

    private String answer(@Nullable Object answer) {
        if (answer == null) {
            return "done";
        }
        if (answer instanceof ClientId client) {
            return names.of(client);
        }
        return answer instanceof Optional<?> found ? found.map(String::valueOf).orElse("nothing") : answer.toString();
    }

    private static String batch(Batch batch) {
        return batch.messages().stream().map(Excerpt::message).collect(Collectors.joining(" ", "[", "]")) + " to "
                + batch.last();
    }

    private static String message(Message message) {
        return message.data().map(data -> "#" + data).orElse("a message without data");
    }
}
