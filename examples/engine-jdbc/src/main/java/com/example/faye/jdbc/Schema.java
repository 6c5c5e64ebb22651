package com.example.faye.jdbc;

import io.faye.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Makes the tables that are not there yet. */
final class Schema {

    private Schema() {}

    static void create(Database database) {
        for (String statement : script().split(";", -1)) {
            if (!statement.isBlank()) {
                database.transaction(sql -> sql.update(statement));
            }
        }
    }

    private static String script() {
        try (InputStream script = Schema.class.getResourceAsStream("schema.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
        } catch (IOException e) {
            throw new EngineException("Cannot read schema.sql", e);
        }
    }
}
