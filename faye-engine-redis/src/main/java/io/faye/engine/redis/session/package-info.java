/** Sessions: which process owns them, their queues, and their way from process to process. */
@NullMarked
package io.faye.engine.redis.session;

import org.jspecify.annotations.NullMarked;
