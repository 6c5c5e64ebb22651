/** The load: many small Bayeux clients on one thread, and a ledger of what arrives. */
@NullMarked
package io.faye.benchmark.load;

import org.jspecify.annotations.NullMarked;
