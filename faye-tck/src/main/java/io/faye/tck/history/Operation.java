package io.faye.tck.history;

/** What can be asked of an engine. */
enum Operation {
    CREATE("createClient"),
    ATTRIBUTES("attributes"),
    PING("ping"),
    ATTACH("attach"),
    RELEASE("release"),
    DESTROY("destroyClient"),
    SUBSCRIBE("subscribe"),
    UNSUBSCRIBE("unsubscribe"),
    SUBSCRIPTIONS("subscriptions"),
    PUBLISH("publish"),
    READ("read"),
    /** A read by the check itself, for messages that a host was never told of. */
    INSPECT("read without being told"),
    ACKNOWLEDGE("acknowledge"),
    SET("setAttribute");

    private final String method;

    Operation(String method) {
        this.method = method;
    }

    @Override
    public String toString() {
        return method;
    }
}
