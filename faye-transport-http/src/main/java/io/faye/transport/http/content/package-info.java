/**
 * What a connection writes: bytes, messages and files, in one buffer if they are short, else piece by piece. Uses no other package.
 */
@NullMarked
package io.faye.transport.http.content;

import org.jspecify.annotations.NullMarked;
