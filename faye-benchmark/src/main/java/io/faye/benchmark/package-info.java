/** The benchmark: which servers, which cases, what is measured and how it is shown. */
@NullMarked
package io.faye.benchmark;

import org.jspecify.annotations.NullMarked;
