/** The command line and the console; nothing here is for use by other code. */
@NullMarked
package io.faye.standalone;

import org.jspecify.annotations.NullMarked;
