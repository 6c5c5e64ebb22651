package io.faye.standalone.security;

import io.faye.standalone.config.Setting;
import java.util.Map;

/**
 * To whom a server is open, as its configuration file says.
 *
 * @param publishers who may publish
 * @param subscribers who may subscribe
 */
public record Access(Audience publishers, Audience subscribers) {

    /** Without a file anybody may do everything. */
    public static final Access OPEN = new Access(Audience.ANYBODY, Audience.ANYBODY);

    /**
     * {@return to whom a file opens the server}
     *
     * @param settings the file's settings
     */
    public static Access of(Map<String, Setting> settings) {
        if (settings.containsKey(Security.RULES)) {
            return new Access(Audience.BY_RULES, Audience.BY_RULES);
        }
        Setting auth = settings.get(Security.AUTH);
        String required = auth == null
                ? "false"
                : auth.field(AuthSection.REQUIRED).map(Setting::text).orElse("false");
        return switch (required) {
            case "true" -> new Access(Audience.AUTHENTICATED, Audience.AUTHENTICATED);
            case AuthSection.PUBLISH -> new Access(Audience.AUTHENTICATED, Audience.ANYBODY);
            default -> OPEN;
        };
    }

    /** Some of all clients. */
    public enum Audience {
        /** Every client that reaches the server. */
        ANYBODY("anybody"),
        /** Clients with a credential. */
        AUTHENTICATED("authenticated clients"),
        /** Clients that the rules of the file allow. */
        BY_RULES("as the rules say");

        private final String words;

        Audience(String words) {
            this.words = words;
        }

        /** {@return the audience in words} */
        @Override
        public String toString() {
            return words;
        }
    }
}
