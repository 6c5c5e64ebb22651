/** Objects of applications as JSON, by Jackson 2. */
@NullMarked
package io.faye.client.jackson2;

import org.jspecify.annotations.NullMarked;
