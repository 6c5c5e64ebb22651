package io.faye.tck.history;

import io.faye.protocol.ChannelPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an engine says that a session is subscribed to is what it can have been subscribed to then: SUB-5. */
final class ListingCheck implements Check {

    @Override
    public void examine(Story story, HistoryRecord history, Findings findings) {
        Set<ChannelPattern> known =
                story.calls(Operation.SUBSCRIBE).stream().map(Call::pattern).collect(Collectors.toSet());
        for (Call call : story.calls(Operation.SUBSCRIPTIONS)) {
            Optional<ChannelPattern> wrong =
                    call.hasFailed() || !call.foundClient() ? Optional.empty() : wrong(story, call, known);
            if (wrong.isPresent()) {
                List<Line> lines = Stream.<Line>concat(
                                Stream.of(call),
                                Stream.concat(
                                        story.about(Operation.SUBSCRIBE, wrong.get()).stream(),
                                        story.about(Operation.UNSUBSCRIBE, wrong.get()).stream()))
                        .toList();
                findings.report("SUB-5", story, "Subscriptions were listed otherwise than they were", lines);
                return;
            }
        }
    }

    /** {@return a pattern that is listed wrongly} */
    private static Optional<ChannelPattern> wrong(Story story, Call call, Set<ChannelPattern> known) {
        Set<ChannelPattern> listed = call.patterns();
        return Stream.concat(known.stream(), listed.stream())
                .filter(pattern -> listed.contains(pattern)
                        ? !story.held(pattern).possiblyDuring(call)
                        : story.held(pattern).surelyDuring(call)
                                && story.lifetime().coversSurely(call))
                .findFirst();
    }
}
