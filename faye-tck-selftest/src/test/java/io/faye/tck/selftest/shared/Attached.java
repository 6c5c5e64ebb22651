package io.faye.tck.selftest.shared;

import io.faye.engine.AttachmentListener;
import org.jspecify.annotations.Nullable;

/** An attachment of a process, known before the store knows it. Changed only within the map that holds it. */
final class Attached {

    private final String id;
    private final AttachmentListener listener;

    /** The one that this supersedes, until the store has said so. */
    private @Nullable Attached before;

    Attached(String id, AttachmentListener listener) {
        this.id = id;
        this.listener = listener;
    }

    String id() {
        return id;
    }

    AttachmentListener listener() {
        return listener;
    }

    @Nullable
    Attached before() {
        return before;
    }

    Attached supersedes(@Nullable Attached older) {
        before = older;
        return this;
    }
}
