package io.faye.standalone.client;

import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** The commands that talk to a server that runs. */
public final class ClientCommands {

    private ClientCommands() {}

    /**
     * {@return the commands, each annotated for picocli}
     *
     * @param environment the variables of the environment, of which one may hold the token
     * @param input what is published line by line if no data is given
     */
    public static List<Object> all(Map<String, String> environment, InputStream input) {
        return List.of(
                new SubscribeCommand(environment),
                new PublishCommand(environment, input),
                new DrainCommand(environment));
    }
}
