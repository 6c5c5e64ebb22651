package io.faye.standalone.example;

import io.faye.server.ServiceProvider;
import io.faye.server.ServiceReply;
import io.faye.server.Services;

/** A service of docs/services.md. */
public final class Greetings implements ServiceProvider {

    @Override
    public void addTo(Services services) {
        services.answer("/service/greet/{name}", call -> ServiceReply.success("Hello " + call.variable("name")));
    }
}
