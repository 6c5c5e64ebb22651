/** What authentication and authorisation promise. */
@NullMarked
package io.faye.auth;

import org.jspecify.annotations.NullMarked;
