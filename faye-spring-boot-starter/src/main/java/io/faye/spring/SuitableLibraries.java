package io.faye.spring;

import io.faye.engine.EngineException;
import io.faye.engine.EngineProvider;
import io.netty.util.Version;
import java.util.stream.Collectors;
import org.springframework.util.ClassUtils;

/**
 * Says what an application lacks. Spring Boot manages versions of libraries that the server uses too, and its choice wins; Boot 3.5
 * manages a Netty that is too old for the server's own port.
 */
final class SuitableLibraries {

    /** A class that Netty has from 4.2 on. */
    private static final String NEW_IN_NETTY = "io.netty.channel.IoHandlerFactory";

    private static final String NETTY_NEEDED = "4.2.18.Final";

    private SuitableLibraries() {}

    /** {@return what an application says that wants a port of its own, but has no transport for it} */
    static UnsuitableLibraryException transportIsMissing() {
        return new UnsuitableLibraryException(
                "The server is to have a port of its own, but 'faye-transport-http' is not on the class path.",
                "Add the dependency io.faye:faye-transport-http. Or remove the property 'faye.port' from a servlet"
                        + " application, so that the server uses the application's port. Or set 'faye.mode' to 'none'.");
    }

    /** Throws unless the application has a Netty with which the server's own port works. */
    static void requireNetty() {
        if (ClassUtils.isPresent(NEW_IN_NETTY, ClassUtils.getDefaultClassLoader())) {
            return;
        }
        throw new UnsuitableLibraryException(
                "The server is to have a port of its own, which needs Netty 4.2, but the application has Netty "
                        + nettyVersions() + ".",
                "Set the Maven property 'netty.version' to '" + NETTY_NEEDED + "' (Gradle: ext['netty.version'] = '"
                        + NETTY_NEEDED + "'). Or remove the property 'faye.port', so that the server uses the"
                        + " application's port and no Netty.");
    }

    private static String nettyVersions() {
        return Version.identify().values().stream()
                .map(Version::artifactVersion)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /**
     * Finds an engine.
     *
     * @param name the engine's name
     * @throws UnsuitableLibraryException if no library has it
     */
    static EngineProvider engine(String name) {
        try {
            return EngineProvider.named(name);
        } catch (EngineException e) {
            UnsuitableLibraryException missing = new UnsuitableLibraryException(
                    "The property 'faye.engine' is '" + name + "': " + e.getMessage() + ".",
                    "Add the engine's library, which is io.faye:faye-engine-redis for 'redis', or correct 'faye.engine'.");
            missing.initCause(e);
            throw missing;
        }
    }
}
