package com.example.faye.jdbc;

import io.faye.engine.EngineOptions;
import java.time.Duration;
import java.util.Properties;

/**
 * What a user chose.
 *
 * @param url where the database is, as its driver wants it
 * @param login user and password, if they were given
 * @param connections how many at most
 * @param poll how long to wait before asking the database again what is new
 */
record JdbcOptions(String url, Properties login, int connections, Duration poll) {

    private static final int MOST_CONNECTIONS = 1_000;
    private static final int LONGEST_POLL_MILLIS = 100;

    static JdbcOptions read(EngineOptions options) {
        JdbcOptions read = new JdbcOptions(
                options.required("url"),
                login(options.text("user", ""), options.text("password", "")),
                options.get("connections", 8, text -> number(text, MOST_CONNECTIONS)),
                Duration.ofMillis(options.get("poll-millis", 25, text -> number(text, LONGEST_POLL_MILLIS))));
        options.requireAllRead();
        return read;
    }

    private static Properties login(String user, String password) {
        Properties login = new Properties();
        if (!user.isEmpty()) {
            login.setProperty("user", user);
            login.setProperty("password", password);
        }
        return login;
    }

    private static int number(String text, int most) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > most) {
            throw new IllegalArgumentException("Expected a number from 1 to " + most + ", but got " + number);
        }
        return number;
    }
}
