package io.faye.auth.payload;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.faye.protocol.Json;
import java.util.List;

/** A JSON schema. The only class that knows the validator. */
final class JsonSchemaCheck implements PayloadRules.Check {

    /** Of two members of one name the schema sees the last, and who knows which a subscriber sees. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Schema schema;

    JsonSchemaCheck(String text) {
        try {
            schema = read(MAPPER.readTree(text));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Expected a JSON schema: " + e.getOriginalMessage(), e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("Expected a JSON schema: " + e.getMessage(), e);
        }
    }

    /** The validator passes over what it does not understand, so the schema is held against the schema of schemas. */
    private static Schema read(JsonNode node) {
        SpecificationVersion version =
                SpecificationVersion.fromSchemaNode(node).orElse(SpecificationVersion.DRAFT_2020_12);
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(version);
        List<Error> errors =
                registry.getSchema(SchemaLocation.of(version.getDialectId())).validate(node);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(fault(errors.get(0)));
        }
        Schema read = registry.getSchema(node);
        read.initializeValidators();
        return read;
    }

    @Override
    public List<String> faults(Json data) {
        try {
            return schema.validate(MAPPER.readTree(data.toString())).stream()
                    .map(JsonSchemaCheck::fault)
                    .toList();
        } catch (JacksonException e) {
            return List.of("two members of one name");
        }
    }

    private static String fault(Error error) {
        return (error.getInstanceLocation() + " " + error.getMessage()).strip();
    }
}
