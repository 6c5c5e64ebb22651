package io.faye.tck;

import static io.faye.engine.Change.CHANGED;
import static io.faye.engine.Change.UNCHANGED;

import io.faye.engine.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

/** Attributes of any text, beside a map that gets the same changes. */
abstract class AttributeModelRules extends SessionFixture {

    private static final int STEPS = 25;

    @EngineRule("ATT-1")
    @DisplayName("are what a map holds after the same changes, from the beginning to the last one removed")
    void areLikeAMap() {
        for (int round : rounds(20)) {
            RandomValues values = new RandomValues();
            Map<String, String> model = new HashMap<>();
            model.put(values.text(), "");
            for (int i = values.below(4); i > 0; i--) {
                model.put(values.text(), values.text());
            }
            Client dave = service.client("dave" + round, Map.copyOf(model));
            expect(values, "after its creation", dave, model);
            for (int step = 0; step < STEPS; step++) {
                expect(values, change(values, dave, model), dave, model);
            }
            List.copyOf(model.keySet()).forEach(name -> {
                Check.equal("removing the attribute '" + name + "' (" + values + ")", CHANGED, dave.remove(name));
                model.remove(name);
                expect(values, "after '" + name + "' was removed", dave, model);
            });
            dave.destroy();
        }
    }

    private static void expect(RandomValues values, String when, Client client, Map<String, String> model) {
        String what = " of " + client + " " + when + " (" + values + ")";
        Check.equal("attributes" + what, Optional.of(model), client.attributes());
        Check.equal("the attributes that attach returns" + what, Optional.of(model), client.attach());
        Check.equal("the listed attributes" + what, Optional.of(model), client.listedAttributes());
    }

    /** {@return what was done} */
    private static String change(RandomValues values, Client client, Map<String, String> model) {
        List<String> names = new ArrayList<>(model.keySet());
        String name = names.isEmpty() || values.below(3) == 0 ? values.text() : values.oneOf(names);
        String value = values.text();
        @Nullable String before = model.get(name);
        return switch (values.below(3)) {
            case 0 -> {
                model.put(name, value);
                yield expectChange(
                        !value.equals(before), client.set(name, value), "'" + name + "' was set to '" + value);
            }
            case 1 -> {
                model.putIfAbsent(name, value);
                yield expectChange(
                        before == null,
                        client.setIfAbsent(name, value),
                        "'" + name + "' was set if absent to '" + value);
            }
            default -> {
                model.remove(name);
                yield expectChange(Objects.nonNull(before), client.remove(name), "'" + name + "' was removed");
            }
        };
    }

    private static String expectChange(boolean changed, Change answer, String what) {
        Check.equal("the answer when " + what, changed ? CHANGED : UNCHANGED, answer);
        return "after " + what;
    }
}
