package io.faye.tck.history;

import java.util.List;
import java.util.Optional;

/** Which attachment of a session could read when, as far as calls tell from outside. */
final class Attachments {

    private final List<Call> attaches;
    private final List<Call> releases;

    Attachments(Story story) {
        attaches = story.calls(Operation.ATTACH);
        releases = story.calls(Operation.RELEASE);
    }

    /** {@return the call that made an attachment} */
    Optional<Call> attach(long number) {
        return attaches.stream().filter(call -> call.attachment() == number).findFirst();
    }

    /** {@return whether the attachment of a read had perhaps been released or superseded when the read was answered} */
    boolean isPerhapsOver(Call read) {
        long number = read.from().attachment();
        Optional<Call> own = attach(number);
        return releases.stream().anyMatch(release -> release.attachment() == number && release.begin() < read.end())
                || own.isPresent()
                        && attaches.stream()
                                .anyMatch(other -> other.attachment() != number
                                        && other.begin() < read.end()
                                        && other.end() > own.get().begin());
    }

    /** {@return what had surely ended the attachment of a read before the read was asked for} */
    Optional<Call> over(Call read) {
        long number = read.from().attachment();
        Optional<Call> released = releases.stream()
                .filter(release -> release.attachment() == number && release.end() < read.begin())
                .findFirst();
        return released.or(() -> attach(number).flatMap(own -> supersedes(own, read.begin())));
    }

    /** {@return an attach that had surely superseded another one before a tick} */
    Optional<Call> supersedes(Call own, long before) {
        return attaches.stream()
                .filter(other -> other.foundClient() && other.begin() > own.end() && other.end() < before)
                .findFirst();
    }

    /** {@return the last attach that found the session} */
    Optional<Call> newest() {
        return attaches.stream().filter(Call::foundClient).reduce((earlier, later) -> later);
    }

    /** {@return whether an attachment was released, in vain or not} */
    boolean isReleased(Call attach) {
        return releases.stream().anyMatch(release -> release.attachment() == attach.attachment());
    }
}
