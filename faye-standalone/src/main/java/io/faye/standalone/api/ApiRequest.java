package io.faye.standalone.api;

import io.faye.extension.Request;
import io.faye.transport.http.HttpCall;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request of a program that has shown a key. For extensions it is local: the key stands for the right to publish everywhere, as
 * a client in the server's own process has it.
 */
record ApiRequest(HttpCall call) implements Request {

    @Override
    public String transport() {
        return "http-api";
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public Map<String, List<String>> query() {
        return call.query();
    }

    @Override
    public Optional<SocketAddress> remoteAddress() {
        return Optional.of(call.remoteAddress());
    }
}
