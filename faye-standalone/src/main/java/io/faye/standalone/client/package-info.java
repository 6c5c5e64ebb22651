/** The commands that talk to a server that runs: subscribe, publish, drain. */
@NullMarked
package io.faye.standalone.client;

import org.jspecify.annotations.NullMarked;
