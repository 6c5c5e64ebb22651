package io.faye.auth.jwt;

import java.security.Key;
import java.security.PublicKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

/** Where the keys come from that signatures are checked with. */
interface KeySource {

    /** {@return the keys as they are known} */
    CompletionStage<VerificationKeyResolver> current();

    /**
     * {@return keys that are newer, if there are any: a token names one that is not among these}
     *
     * @param known what {@link #current} returned
     */
    CompletionStage<VerificationKeyResolver> newerThan(VerificationKeyResolver known);

    static KeySource ofSecret(byte[] secret) {
        return fixed(new HmacKey(secret));
    }

    static KeySource of(PublicKey key) {
        return fixed(key);
    }

    private static KeySource fixed(Key key) {
        VerificationKeyResolver resolver = (signature, nesting) -> key;
        return new KeySource() {
            @Override
            public CompletionStage<VerificationKeyResolver> current() {
                return CompletableFuture.completedFuture(resolver);
            }

            @Override
            public CompletionStage<VerificationKeyResolver> newerThan(VerificationKeyResolver known) {
                return current();
            }
        };
    }
}
