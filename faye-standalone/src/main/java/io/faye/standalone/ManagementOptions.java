package io.faye.standalone;

import io.faye.extension.ChannelTemplate;
import io.faye.protocol.ChannelNames;
import io.faye.standalone.api.AccessKeys;
import io.faye.standalone.config.Setting;
import io.faye.standalone.security.Keys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code serve} for those who run the server, and for programs that publish by HTTP. */
final class ManagementOptions {

    static final String PORT = "--management-port";
    static final String ADDRESS = "--management-address";
    static final String TOKEN_FILE = "--management-token-file";

    private static final String API_KEY_FILE = "--api-key-file";
    private static final String METRICS_TEMPLATE = "--metrics-template";

    private Map<String, Setting> settings = Map.of();

    @Option(
            names = PORT,
            paramLabel = "<number>",
            converter = Port.class,
            description = "A port of its own for metrics, health and administration, 0 for any that is free."
                    + " Default: none.")
    private @Nullable Integer port;

    @Option(
            names = ADDRESS,
            paramLabel = "<address>",
            description = "Address to listen on with the management port. Default: ${DEFAULT-VALUE}.")
    private String address = "127.0.0.1";

    @Option(
            names = TOKEN_FILE,
            paramLabel = "<file>",
            description = "A file of tokens, one a line, of which a request to administer has to show one. Default:"
                    + " nobody may administer.")
    private @Nullable Path tokenFile;

    @Option(
            names = METRICS_TEMPLATE,
            paramLabel = "<template>",
            description = "A template such as /chat/{room}, by which the metrics tell publishes apart; may be repeated."
                    + " Default: they do not.")
    private List<String> templates = new ArrayList<>();

    @Option(
            names = API_KEY_FILE,
            paramLabel = "<file>",
            description = "A file of keys, one a line, with which programs may publish by POST to /api/publish and"
                    + " /api/batch. Default: nobody may.")
    private @Nullable Path apiKeyFile;

    /** Takes what the configuration file says beside options. */
    void settings(Map<String, Setting> sections) {
        settings = sections;
    }

    /** {@return the management port, null if there is to be none} */
    @Nullable
    Integer port() {
        return port;
    }

    String address() {
        return address;
    }

    /** {@return the tokens of administrators} */
    AccessKeys tokens() {
        return keys(TOKEN_FILE, tokenFile, Keys.ofManagement(settings));
    }

    /** {@return the keys of programs that publish} */
    AccessKeys apiKeys() {
        return keys(API_KEY_FILE, apiKeyFile, Keys.ofApi(settings));
    }

    private static AccessKeys keys(String option, @Nullable Path file, List<String> others) {
        List<String> all = new ArrayList<>(others);
        try {
            if (file != null) {
                all.addAll(Keys.in(file));
            }
            return AccessKeys.of(all);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
        }
    }

    /** {@return the templates by which metrics tell publishes apart} */
    List<ChannelTemplate> templates(ChannelNames names) {
        try {
            return templates.stream()
                    .map(template -> ChannelTemplate.of(template, names))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(METRICS_TEMPLATE + ": " + e.getMessage(), e);
        }
    }
}
