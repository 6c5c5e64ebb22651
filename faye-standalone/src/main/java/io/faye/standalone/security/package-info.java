/** Who may do what, as a configuration file says it. */
@NullMarked
package io.faye.standalone.security;

import org.jspecify.annotations.NullMarked;
