package io.faye.tck.history;

import io.faye.tck.history.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whether a session was said to be there agrees with whether it was: CLI-2, CLI-3, EXP-1, DIS-1. */
final class AnswerCheck implements Check {

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        Lifetime life = story.lifetime();
        List<Call> calls = story.calls()
                .filter(call -> tells(call.operation()) && call.begin() > life.begin())
                .toList();
        for (Call call : calls) {
            if (!call.hasFailed() && isTooLate(story, call, history) && claims(call)) {
                findings.report("CLI-2", story, "A session that had ended was answered for", with(story, call));
            } else if (!call.foundClient() && wasThere(life, call, history)) {
                reportDenied(story, call, findings);
            }
        }
    }

    /** What a process has of a session that ended elsewhere it may give until it has heard of the end. */
    private static boolean isTooLate(Story story, Call call, HistoryRecord history) {
        boolean ended = call.begin() > story.lifetime().goneFrom();
        return switch (call.operation()) {
            case READ, INSPECT, ATTRIBUTES -> ended && hasHeard(story, call, history);
            default -> ended;
        };
    }

    private static boolean hasHeard(Story story, Call call, HistoryRecord history) {
        return Stream.of(Kind.DISCONNECT, Kind.ENDED, Kind.CLIENT_ENDED)
                        .flatMap(kind -> story.events(kind).stream())
                        .anyMatch(event -> event.process() == call.process() && event.tick() < call.begin())
                || story.lifetime()
                        .gone()
                        .isKnownAt(call.begun(), history.conditions().notice());
    }

    private static boolean tells(Operation operation) {
        return switch (operation) {
            case CREATE, PUBLISH, RELEASE, ACKNOWLEDGE -> false;
            default -> true;
        };
    }

    private static boolean claims(Call call) {
        return switch (call.operation()) {
            case READ, INSPECT -> !call.batch().isEmpty();
            default -> call.foundClient();
        };
    }

    /** Nobody ended it, and its time was not over when the answer came. */
    private static boolean wasThere(Lifetime life, Call call, HistoryRecord history) {
        boolean early = call.ended()
                        .clock()
                        .compareTo(life.lastBegun().plus(history.conditions().shortestLife()))
                < 0;
        return life.destroyed().isPresent() ? call.end() < life.surelyUntil() : early;
    }

    private static void reportDenied(Story story, Call call, Findings findings) {
        boolean vanished = story.lifetime().destroyed().isEmpty()
                && !story.events(Kind.DISCONNECT).isEmpty();
        if (call.operation() == Operation.DESTROY) {
            findings.report("CLI-3", story, "destroyClient was answered false, and nobody got true", with(story, call));
        } else {
            String rule = vanished ? "EXP-1" : isElsewhere(story, call) ? "DIS-1" : "CLI-2";
            findings.report(rule, story, "A session was answered to be unknown before it ended", with(story, call));
        }
    }

    /** {@return whether perhaps another process than the one that was asked had the session} */
    private static boolean isElsewhere(Story story, Call call) {
        List<Call> owners = Stream.of(Operation.CREATE, Operation.ATTACH)
                .flatMap(operation -> story.calls(operation).stream())
                .filter(owner -> owner.foundClient() && owner.begin() < call.end())
                .toList();
        return owners.stream()
                .filter(owner ->
                        owners.stream().noneMatch(next -> owner.end() < next.begin() && next.end() < call.begin()))
                .anyMatch(owner -> owner.process() != call.process());
    }

    private static List<Line> with(Story story, Call call) {
        List<Line> lines = new ArrayList<>(List.of(call));
        story.lifetime().lastSign().ifPresent(lines::add);
        story.lifetime().destroyed().ifPresent(lines::add);
        story.lifetime().disconnected().ifPresent(lines::add);
        return lines;
    }
}
