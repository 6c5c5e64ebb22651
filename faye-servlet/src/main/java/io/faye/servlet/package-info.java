/**
 * The server inside a servlet container: {@link io.faye.servlet.FayeMount} attaches it, {@link io.faye.servlet.FayeServlet}
 * serves it, and {@link io.faye.servlet.MountOptions} says what it accepts.
 */
@NullMarked
package io.faye.servlet;

import org.jspecify.annotations.NullMarked;
