package io.faye.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.auth.payload.PayloadRules;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Payload rules by JSON schemas")
class ValidatorVersionTest {

    private static final String NEEDED = "JSON schemas need com.networknt:json-schema-validator 2.x on the class path";

    @Test
    @DisplayName("say that the validator is missing")
    void missing() throws Exception {
        assertThat(failure(new Without(Set.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(NEEDED);
    }

    @Test
    @DisplayName("say that another version of the validator is there")
    void other() throws Exception {
        for (String there : List.of("com/networknt/schema/Schema.class", "com/networknt/schema/JsonSchema.class")) {
            assertThat(failure(new Without(Set.of(there))))
                    .as(there)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(NEEDED + "; there is another version");
        }
    }

    private static Throwable failure(ClassLoader loader) throws Exception {
        Class<?> rules = loader.loadClass(PayloadRules.class.getName());
        Object builder = rules.getMethod("builder").invoke(null);
        try {
            builder.getClass().getMethod("schema", String.class, String.class).invoke(builder, "/a", "{}");
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
        throw new AssertionError("The schema was read without the validator");
    }

    /** Has classes of this module of its own, and of the validator only what is not what is looked for. */
    private static final class Without extends ClassLoader {

        private final Set<String> there;

        Without(Set<String> there) {
            super(ValidatorVersionTest.class.getClassLoader());
            this.there = there;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.networknt.")) {
                throw new ClassNotFoundException(name);
            }
            boolean ours = name.startsWith(PayloadRules.class.getPackageName() + ".");
            return ours ? own(name) : super.loadClass(name, resolve);
        }

        @Override
        public URL getResource(String name) {
            if (!name.startsWith("com/networknt/")) {
                return super.getResource(name);
            }
            return there.contains(name) ? super.getResource("io/faye/auth/payload/PayloadRules.class") : null;
        }

        private Class<?> own(String name) throws ClassNotFoundException {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
