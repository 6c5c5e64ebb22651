package io.faye.transport.http.admission;

import io.faye.transport.AddressKey;
import io.faye.transport.AddressQuota;
import org.jspecify.annotations.Nullable;

/**
 * Counts a connection of a proxy for the client that the proxy uses it for at the time. Belongs to the connection's thread.
 */
public final class ProxiedClient {

    private final AddressQuota quota;
    private @Nullable AddressKey taken;

    ProxiedClient(AddressQuota quota) {
        this.quota = quota;
    }

    /** {@return false if that client's network has as many as may be} */
    boolean take(AddressKey network) {
        if (network.equals(taken)) {
            return true;
        }
        free();
        boolean entered = quota.acquire(network);
        taken = entered ? network : null;
        return entered;
    }

    public void free() {
        if (taken != null) {
            quota.release(taken);
        }
        taken = null;
    }
}
