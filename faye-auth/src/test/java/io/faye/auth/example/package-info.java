/** The code in the documentation. */
@NullMarked
package io.faye.auth.example;

import org.jspecify.annotations.NullMarked;
