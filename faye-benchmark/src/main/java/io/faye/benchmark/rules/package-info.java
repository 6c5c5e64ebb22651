/** What access rules and authentication cost: measured with JMH, and as extensions of servers that are measured. */
@NullMarked
package io.faye.benchmark.rules;

import org.jspecify.annotations.NullMarked;
