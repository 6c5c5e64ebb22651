/** The engine that keeps sessions, subscriptions and messages in this process, and loses them with it. */
@NullMarked
package io.faye.engine.memory;

import org.jspecify.annotations.NullMarked;
