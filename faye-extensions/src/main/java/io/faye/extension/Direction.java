package io.faye.extension;

import io.faye.protocol.Message;
import org.jspecify.annotations.Nullable;

/** The two ways of messages through extensions. */
enum Direction {
    INCOMING("incoming") {
        @Override
        @Nullable
        Verdict ask(Extension extension, Message message, Exchange exchange) {
            return extension.incoming(message, exchange);
        }
    },
    OUTGOING("outgoing") {
        @Override
        @Nullable
        Verdict ask(Extension extension, Message message, Exchange exchange) {
            return extension.outgoing(message, exchange);
        }
    };

    private final String method;

    Direction(String method) {
        this.method = method;
    }

    abstract @Nullable Verdict ask(Extension extension, Message message, Exchange exchange);

    /** {@return whether an extension looks at messages that go this way} It costs time to show them to those that pass all. */
    boolean interests(Extension extension) {
        if (extension instanceof DelegatingExtension wrapper) {
            return interests(wrapper.inner());
        }
        try {
            return extension
                            .getClass()
                            .getMethod(method, Message.class, Exchange.class)
                            .getDeclaringClass()
                    != Extension.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("An extension has no method " + method + ": " + extension.getClass(), e);
        }
    }
}
