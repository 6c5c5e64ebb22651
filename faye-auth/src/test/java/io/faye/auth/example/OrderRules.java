package io.faye.auth.example;

import io.faye.auth.payload.PayloadRules;
import io.faye.protocol.Json;
import java.util.List;

/** Payload rules of a shop. */
public final class OrderRules {

    private OrderRules() {}

    /** {@return the rules} */
    public static PayloadRules rules() {
        PayloadRules rules = PayloadRules.builder()
                .schema(
                        "/orders/{number}",
                        """
                        {"type": "object", "required": ["item"], "additionalProperties": false, "properties": {
                            "item": {"type": "string"},
                            "count": {"type": "integer", "exclusiveMinimum": 0}}}
                        """)
                .check(
                        "/chat/**",
                        data -> data.field("text").flatMap(Json::asString).isPresent()
                                ? List.of()
                                : List.of("text is missing"))
                .build();
        return rules;
    }
}
