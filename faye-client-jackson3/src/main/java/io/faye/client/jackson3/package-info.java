/** Objects of applications as JSON, by Jackson 3. */
@NullMarked
package io.faye.client.jackson3;

import org.jspecify.annotations.NullMarked;
