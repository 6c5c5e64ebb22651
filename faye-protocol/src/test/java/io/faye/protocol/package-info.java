@NullMarked
package io.faye.protocol;

import org.jspecify.annotations.NullMarked;
