/** Authentication and authorisation of clients, as extensions. */
@NullMarked
package io.faye.auth;

import org.jspecify.annotations.NullMarked;
