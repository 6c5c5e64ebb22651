/** A configuration file: settings that know the line they stand in. */
@NullMarked
package io.faye.standalone.config;

import org.jspecify.annotations.NullMarked;
