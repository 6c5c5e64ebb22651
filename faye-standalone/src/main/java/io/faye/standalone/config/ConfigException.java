package io.faye.standalone.config;

/** A configuration file cannot be used; the message begins with the file and the line. */
public final class ConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    ConfigException(String where, String why) {
        super(where + ": " + why);
    }
}
