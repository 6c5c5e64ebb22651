/**
 * Takes request targets and header fields apart. Uses no other package.
 */
@NullMarked
package io.faye.transport.http.header;

import org.jspecify.annotations.NullMarked;
