package io.faye.standalone;

import java.util.Set;

/** What a configuration file says about who may do what. */
final class Security {

    /** The names of its parts of the file. */
    static final Set<String> SECTIONS = Set.of("auth", "rules", "limits");

    private Security() {}
}
