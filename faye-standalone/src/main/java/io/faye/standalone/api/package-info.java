/** What programs ask of the server by HTTP, with a key: to publish, and to administer sessions. */
@NullMarked
package io.faye.standalone.api;

import org.jspecify.annotations.NullMarked;
