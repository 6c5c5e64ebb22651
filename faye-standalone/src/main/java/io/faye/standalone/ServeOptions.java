package io.faye.standalone;

import io.faye.engine.EngineOptions;
import io.faye.protocol.ChannelNames;
import io.faye.standalone.config.ConfigFile;
import io.faye.standalone.config.Setting;
import io.faye.standalone.security.Security;
import io.faye.standalone.security.SecurityParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of {@code serve}. */
final class ServeOptions {

    static final String PORT = "--port";

    private static final int DEFAULT_PORT = 8000;

    private final Map<String, String> environment;

    private SecurityParts security = SecurityParts.NONE;
    private @Nullable ServeOptions asked;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "<file>",
            description =
                    "A file with these options and more, in YAML; what stands here or in the environment comes first."
                            + " Default: none.")
    private @Nullable Path config;

    @Option(
            names = PORT,
            paramLabel = "<number>",
            converter = Port.class,
            description = "Port to listen on, 0 for any that is free. Default: the environment's PORT, or 8000.")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "<address>",
            description = "Address to listen on. Default: ${DEFAULT-VALUE}, all of this machine's.")
    private String host = "0.0.0.0";

    @Option(
            names = "--mount",
            paramLabel = "<path>",
            converter = Checked.MountPath.class,
            description = "Path of the Bayeux endpoint. Default: ${DEFAULT-VALUE}.")
    private String mount = "/faye";

    @Option(
            names = "--channel-names",
            paramLabel = "faye|cometd",
            description =
                    "Which names channels may have: letters, digits and -_!~()$@ as with Faye, or also .+#*{}' and"
                            + " blanks as with CometD. Default: faye.")
    private ChannelNames channelNames = ChannelNames.FAYE;

    @Option(
            names = "--timeout",
            paramLabel = "<seconds>",
            converter = Seconds.class,
            description = "How long a connect is held; sessions end after twice that. Default: 45.")
    private Duration timeout = Duration.ofSeconds(45);

    @Option(
            names = "--ping",
            paramLabel = "<seconds>",
            converter = Seconds.class,
            description = "Period of pings on WebSockets, 0 for none, and of comments on event streams,"
                    + " 0 for every 10 s. Default: 0.")
    private Duration ping = Duration.ZERO;

    @Option(
            names = "--allowed-origin",
            paramLabel = "<origin>",
            converter = Checked.Origin.class,
            description = "An origin whose pages may use the server, such as https://www.example.com; may be"
                    + " repeated. Default: any may.")
    private List<String> allowedOrigins = new ArrayList<>();

    @Option(
            names = "--allowed-header",
            paramLabel = "<name>",
            converter = Checked.Header.class,
            description = "A further header field that pages of other origins may send, such as X-Api-Key; may be"
                    + " repeated. Default: those that clients need.")
    private List<String> allowedHeaders = new ArrayList<>();

    @ArgGroup(exclusive = false)
    private @Nullable TlsOptions tls;

    @Option(
            names = "--deflate",
            description = "Compress WebSocket messages with clients that offer it (permessage-deflate).")
    private boolean deflate;

    @Mixin
    private final AdmissionOptions admission = new AdmissionOptions();

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Option(
            names = "--trusted-proxy",
            paramLabel = "<addresses>",
            converter = Checked.Proxy.class,
            description = "A proxy, or a block of them such as 10.0.0.0/8, that is believed when X-Forwarded-For or"
                    + " Forwarded say for whom it asks; may be repeated. Default: none.")
    private List<String> trustedProxies = new ArrayList<>();

    @Option(
            names = "--static",
            paramLabel = "<folder>",
            description = "A folder of files to serve beside the mount. Default: none.")
    private @Nullable Path staticFolder;

    @Option(
            names = "--engine",
            paramLabel = "<name>",
            description = "What keeps sessions and messages. Default: ${DEFAULT-VALUE}.")
    private String engine = "memory";

    @Option(
            names = "--option",
            paramLabel = "<name>=<value>",
            description = "An option of the engine; may be repeated.")
    private Map<String, String> engineOptions = new LinkedHashMap<>();

    @Option(
            names = "--classpath",
            paramLabel = "<path>",
            description = "Jars and folders with more engines, extensions and services, 'folder/*' for all jars in one;"
                    + " separated as on Java's class path, may be repeated.")
    private List<String> classpath = new ArrayList<>();

    @Mixin
    private final LogOptions log = new LogOptions();

    @Mixin
    private final ManagementOptions management = new ManagementOptions();

    @ArgGroup
    private ConsoleOptions console = new ConsoleOptions();

    ServeOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    /** {@return these options with what the file says that they name} */
    ServeOptions complete() {
        Path file = config;
        if (file == null) {
            return this;
        }
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("--config: there is no file '" + file + "'");
        }
        Map<String, Setting> settings = ConfigFile.read(file).fields();
        Map<String, Setting> options = new LinkedHashMap<>(settings);
        options.keySet().removeAll(Security.SECTIONS);
        ServeOptions merged = new FileOptions(Objects.requireNonNull(spec).commandLine(), environment).merged(options);
        merged.security = SecurityParts.read(settings, merged.channelNames);
        merged.management.settings(settings);
        merged.asked = this;
        return merged;
    }

    /** {@return the same options, with what the file says now} */
    ServeOptions again() {
        return asked == null ? complete() : asked.complete();
    }

    /** {@return the options that were given, by the command line or the file, and their values} */
    Map<String, List<String>> given() {
        return Objects.requireNonNull(spec).commandLine().getParseResult().matchedOptions().stream()
                .collect(Collectors.toMap(
                        OptionSpec::longestName, OptionSpec::originalStringValues, (first, again) -> again));
    }

    /** {@return what the file says about who may do what} */
    SecurityParts security() {
        return security;
    }

    LogOptions log() {
        return log;
    }

    int port() {
        Integer given = port;
        return given == null ? environmentPort() : given;
    }

    private int environmentPort() {
        Optional<String> variable = Port.variable(environment);
        try {
            return variable.isEmpty() ? DEFAULT_PORT : new Port().convert(environment.getOrDefault(variable.get(), ""));
        } catch (CommandLine.TypeConversionException e) {
            throw refused("The environment's " + variable.get() + ": " + e.getMessage());
        }
    }

    String host() {
        return host;
    }

    String mount() {
        return mount;
    }

    ChannelNames channelNames() {
        return channelNames;
    }

    Duration timeout() {
        if (timeout.isZero()) {
            throw refused("--timeout must be more than 0 seconds");
        }
        return timeout;
    }

    Duration ping() {
        return ping;
    }

    List<String> allowedOrigins() {
        return allowedOrigins;
    }

    List<String> allowedHeaders() {
        return allowedHeaders;
    }

    @Nullable
    TlsOptions tls() {
        return tls;
    }

    boolean deflate() {
        return deflate;
    }

    AdmissionOptions admission() {
        return admission;
    }

    LimitOptions limits() {
        limits.fault().ifPresent(why -> {
            throw refused(why);
        });
        return limits;
    }

    List<String> trustedProxies() {
        return trustedProxies;
    }

    @Nullable
    Path staticFolder() {
        return staticFolder;
    }

    String engine() {
        return engine;
    }

    EngineOptions engineOptions() {
        return EngineOptions.of(engineOptions);
    }

    List<String> classpath() {
        return classpath;
    }

    ManagementOptions management() {
        return management;
    }

    boolean needsClientCertificates() {
        return tls != null && tls.needsClientCertificates();
    }

    ConsoleAccess console() {
        return console.access(security.isRestricted());
    }

    /** {@return whether the console is off although nobody said so} */
    boolean hidesConsole() {
        return security.isRestricted() && !console.isChosen();
    }

    private CommandLine.ParameterException refused(String why) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), why);
    }
}
