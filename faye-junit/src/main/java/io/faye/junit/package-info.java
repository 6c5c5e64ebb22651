/** Gives tests a server and clients: {@link io.faye.junit.FayeServerTest}. */
@NullMarked
package io.faye.junit;

import org.jspecify.annotations.NullMarked;
