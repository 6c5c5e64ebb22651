package io.faye.tck.history;

import java.util.List;

/** When a client was attached anywhere, as far as calls tell from outside. */
final class Attachment {

    private final List<Call> attaches;
    private final List<Call> releases;

    Attachment(Story story) {
        attaches = story.calls(Operation.ATTACH);
        releases = story.calls(Operation.RELEASE);
    }

    /** {@return whether it had perhaps been released when a read was answered: a process that reads for nobody has nothing} */
    boolean isPerhapsOver(Call read) {
        return releases.stream().anyMatch(release -> release.begin() < read.end() && !isFollowed(release, read));
    }

    private boolean isFollowed(Call release, Call read) {
        return attaches.stream().anyMatch(attach -> attach.begin() > release.end() && attach.end() < read.begin());
    }
}
