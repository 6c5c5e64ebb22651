package io.faye.engine.redis.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.engine.redis.client.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/**
 * The engine with a fault: one of its sources is changed in one place, compiled, and loaded once more with all of the engine
 * and the simulation. So a fault needs no place in the engine, and fails to apply when its place is gone.
 */
final class FaultyEngine implements AutoCloseable {

    private static final String ENGINE = "io.faye.engine.redis.";
    private static final Path MODULE = Path.of("src", "main");

    private final URLClassLoader loader;

    /**
     * Makes the engine.
     *
     * @param source a file below the engine's package: Java, or a script
     * @param part what it holds once
     * @param fault what is there instead
     * @param directory an empty one for the changed file
     */
    FaultyEngine(String source, String part, String fault, Path directory) throws IOException {
        boolean isScript = source.endsWith(".lua");
        String path = ENGINE.replace('.', '/') + source;
        String text =
                Files.readString(MODULE.resolve(isScript ? "resources" : "java").resolve(path));
        assertThat(text).as(source).containsOnlyOnce(part);
        Path changed = directory.resolve(path);
        Files.createDirectories(changed.getParent());
        Files.writeString(changed, text.replace(part, fault));
        if (!isScript) {
            compile(changed, directory);
        }
        loader = new Loader(new URL[] {
            directory.toUri().toURL(), place(Script.class), place(FaultyEngine.class),
        });
    }

    private static URL place(Class<?> known) {
        return known.getProtectionDomain().getCodeSource().getLocation();
    }

    private static void compile(Path file, Path directory) {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int failures = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        errors,
                        errors,
                        "-proc:none",
                        "-nowarn",
                        "-d",
                        directory.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        file.toString());
        assertThat(failures).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    }

    /** {@return in which of so many runs the simulation finds something first; 0 if in none} */
    int explore(Trouble trouble, int runs) throws ReflectiveOperationException {
        Method findOne =
                loader.loadClass(Exploration.class.getName()).getDeclaredMethod("findOne", String.class, int.class);
        findOne.setAccessible(true);
        return (int) findOne.invoke(null, trouble.name(), runs);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** Loads what is the engine's itself, and everything else as before. */
    private static final class Loader extends URLClassLoader {

        Loader(URL[] places) {
            super(places, FaultyEngine.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(ENGINE)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own == null ? super.getResource(name) : own;
        }
    }
}
