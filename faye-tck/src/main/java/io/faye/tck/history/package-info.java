/**
 * The history check: many threads do random operations, everything that an engine is asked, answers and reports is
 * recorded, and afterwards the record is examined. Only for the kit itself.
 */
@NullMarked
package io.faye.tck.history;

import org.jspecify.annotations.NullMarked;
