@NullMarked
package io.faye.extension.testing;

import org.jspecify.annotations.NullMarked;
