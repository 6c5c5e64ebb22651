/** The contract that every engine keeps: {@link io.faye.engine.Engine} lists its rules by number. */
@NullMarked
package io.faye.engine;

import org.jspecify.annotations.NullMarked;
