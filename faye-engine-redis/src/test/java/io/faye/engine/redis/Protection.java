package io.faye.engine.redis;

import io.faye.engine.EngineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a set-up of Redis asks of those who connect: nothing, or a user of few rights, with TLS or without. */
public final class Protection {

    /** Anybody may do anything. */
    public static final Protection NONE = new Protection(List.of(), List.of(), null, null);

    /** What docs/redis.md gives to a user of Redis, and to one of a sentinel. */
    static final String RIGHTS = "-@all +@read +@write +@scripting +@connection +info +time +wait";

    private static final String RIGHTS_IN_CLUSTER = "+cluster|slots";
    private static final String RIGHTS_AT_SENTINEL = "-@all +@connection +sentinel|get-master-addr-by-name";
    private static final String USER = "news";

    private final List<String> user;
    private final List<String> sentinelUser;
    private final @Nullable Path password;
    private final @Nullable Certificate certificate;

    private Protection(
            List<String> user, List<String> sentinelUser, @Nullable Path password, @Nullable Certificate certificate) {
        this.user = user;
        this.sentinelUser = sentinelUser;
        this.password = password;
        this.certificate = certificate;
    }

    /** {@return a user whose password is in a file, and whose namespaces begin with its name} */
    static Protection byUser(Path folder) throws IOException {
        String secret = UUID.randomUUID().toString();
        Path file = Files.writeString(folder.resolve(secret + ".password"), secret + "\n");
        List<String> login = List.of(USER, "on", ">" + secret);
        List<String> user = words(login, "~{" + USER + "*}:*", RIGHTS, RIGHTS_IN_CLUSTER);
        return new Protection(user, words(login, RIGHTS_AT_SENTINEL), file, null);
    }

    private static List<String> words(List<String> login, String... more) {
        List<String> words = new ArrayList<>(login);
        for (String text : more) {
            words.addAll(List.of(text.split(" ", -1)));
        }
        return List.copyOf(words);
    }

    /** {@return the same over TLS only} */
    Protection over(Certificate encrypting) {
        return new Protection(user, sentinelUser, password, encrypting);
    }

    boolean isEncrypted() {
        return certificate != null;
    }

    /** {@return arguments of a server} */
    List<String> ofServer(int tlsPort) {
        List<String> arguments = new ArrayList<>();
        if (!user.isEmpty()) {
            arguments.add("--user");
            arguments.addAll(user);
        }
        tls(tlsPort).forEach(line -> {
            String[] words = line.split(" ", 2);
            arguments.add("--" + words[0]);
            arguments.add(words[1]);
        });
        return arguments;
    }

    /** {@return lines in the file of a sentinel} */
    List<String> ofSentinel(int tlsPort) {
        List<String> lines = new ArrayList<>(tls(tlsPort));
        if (!sentinelUser.isEmpty()) {
            lines.add("user " + String.join(" ", sentinelUser));
        }
        return lines;
    }

    private List<String> tls(int port) {
        Certificate used = certificate;
        return used == null
                ? List.of()
                : List.of(
                        "tls-port " + port,
                        "tls-cert-file " + used.certificate(),
                        "tls-key-file " + used.key(),
                        "tls-ca-cert-file " + used.certificate(),
                        "tls-auth-clients no",
                        "tls-replication yes",
                        "tls-cluster yes");
    }

    /** {@return options with what is asked for, in a namespace of its own} */
    EngineOptions open(EngineOptions options) {
        EngineOptions opened = options.with("namespace", USER + "-" + UUID.randomUUID());
        if (password != null) {
            opened = opened.with("user", USER).with("password-file", password.toString());
        }
        Certificate used = certificate;
        return used == null
                ? opened
                : opened.with("tls", "true").with("tls-ca", used.certificate().toString());
    }

    /** {@return options with what the sentinels ask for} */
    EngineOptions openSentinels(EngineOptions options) {
        return password == null
                ? options
                : options.with("sentinel-user", USER).with("sentinel-password-file", password.toString());
    }
}
