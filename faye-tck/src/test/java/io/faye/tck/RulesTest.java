package io.faye.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.faye.tck.EngineRule.Level;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

@DisplayName("The list of rules")
class RulesTest {

    private static final Path ENGINE =
            Path.of(System.getProperty("basedir", "."), "../faye-engine-api/src/main/java/io/faye/engine/Engine.java");

    @ParameterizedTest
    @ValueSource(classes = {EngineTck.class, DistributedEngineTck.class, FaultyBackendTck.class})
    @DisplayName("has the rules that a kit's tests check, all of them, and no others")
    void agreesWithTests(Class<? extends Kit> kit) {
        Set<String> listed = new TreeSet<>();
        for (Rule rule : Rules.ALL) {
            if (rule.kit().equals(kit.getSimpleName())) {
                listed.add(rule.id() + " " + rule.level());
            }
        }
        assertThat(checked(kit)).isEqualTo(listed);
    }

    private static Set<String> checked(Class<? extends Kit> kit) {
        Set<String> checked = new TreeSet<>();
        for (Method method : methods(kit)) {
            EngineRule rule = method.getAnnotation(EngineRule.class);
            for (String id : rule == null ? new String[0] : rule.value()) {
                checked.add(id + " " + rule.level());
            }
        }
        return checked;
    }

    private static List<Method> methods(Class<?> kit) {
        Predicate<Method> all = method -> true;
        List<Method> methods =
                new ArrayList<>(ReflectionSupport.findMethods(kit, all, HierarchyTraversalMode.TOP_DOWN));
        for (Class<?> nested :
                ReflectionSupport.findNestedClasses(kit, type -> type.isAnnotationPresent(Nested.class))) {
            methods.addAll(methods(nested));
        }
        return methods;
    }

    @Test
    @DisplayName("says what the engine's contract says")
    void agreesWithContract() throws Exception {
        Map<String, String> listed = new TreeMap<>();
        for (Rule rule : Rules.ALL) {
            if (rule.level() == Level.MUST) {
                listed.put(rule.id(), rule.sentence());
            }
        }
        assertThat(listed).isEqualTo(contract(Files.readString(ENGINE)));
    }

    private static Map<String, String> contract(String source) {
        Map<String, String> rules = new TreeMap<>();
        Matcher rule = Pattern.compile("<dt>(\\w+-\\d+)\\s+\\*\\s+<dd>(.+?)(?=<dt>|</dl>)", Pattern.DOTALL)
                .matcher(source);
        while (rule.find()) {
            rules.put(rule.group(1), plain(rule.group(2)));
        }
        return rules;
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\s*\\n \\*\\s*", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link (?:\\w*#)?(\\w+)}", "`$1`")
                .strip();
    }
}
