/** What a decision by access rules costs, measured with JMH. */
@NullMarked
package io.faye.benchmark.rules;

import org.jspecify.annotations.NullMarked;
