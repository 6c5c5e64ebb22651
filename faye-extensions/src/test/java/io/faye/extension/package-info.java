@NullMarked
package io.faye.extension;

import org.jspecify.annotations.NullMarked;
