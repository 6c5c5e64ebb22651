package io.faye.server;

import io.faye.extension.Exchange;
import io.faye.extension.Session;
import io.faye.protocol.Channel;
import io.faye.protocol.Json;
import java.util.Map;

/**
 * A call of a service.
 *
 * @param channel the channel that it was sent to
 * @param variables what the variables of the handler's template stand for in the channel, by name
 * @param data the payload
 * @param caller the session that calls
 * @param exchange the request that brought the call, and the attributes that its session had then; valid until the call is
 *     answered
 */
public record ServiceCall(
        Channel channel, Map<String, String> variables, Json data, Session caller, Exchange exchange) {

    /**
     * Makes a call.
     *
     * @param channel the channel that it was sent to
     * @param variables what the variables of the handler's template stand for
     * @param data the payload
     * @param caller the session that calls
     * @param exchange where it comes from
     */
    public ServiceCall {
        variables = Map.copyOf(variables);
    }

    /**
     * {@return what a variable of the handler's template stands for}
     *
     * @param name the variable's name, without braces
     * @throws IllegalArgumentException if the template has no such variable
     */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "Expected one of the variables " + variables.keySet() + ", but got '" + name + "'");
        }
        return value;
    }
}
