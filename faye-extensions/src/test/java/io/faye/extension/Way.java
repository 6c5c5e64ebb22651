package io.faye.extension;

import io.faye.protocol.Message;
import org.jspecify.annotations.Nullable;

/** The two directions in which messages pass extensions. */
enum Way {
    IN {
        @Override
        Verdict through(ExtensionPipeline pipeline, Message message, Exchange exchange) {
            return pipeline.incoming(message, exchange);
        }

        @Override
        Extension extension(Hook hook) {
            return new Extension() {
                @Override
                public Verdict incoming(Message message, Exchange exchange) {
                    return hook.verdict(message, exchange);
                }
            };
        }
    },
    OUT {
        @Override
        Verdict through(ExtensionPipeline pipeline, Message message, Exchange exchange) {
            return pipeline.outgoing(message, exchange);
        }

        @Override
        Extension extension(Hook hook) {
            return new Extension() {
                @Override
                public Verdict outgoing(Message message, Exchange exchange) {
                    return hook.verdict(message, exchange);
                }
            };
        }
    };

    abstract Verdict through(ExtensionPipeline pipeline, Message message, Exchange exchange);

    /** {@return an extension that looks at this direction only} */
    abstract Extension extension(Hook hook);

    /** What an extension does; null is what badly written ones return. */
    @FunctionalInterface
    interface Hook {
        @Nullable
        Verdict verdict(Message message, Exchange exchange);
    }
}
