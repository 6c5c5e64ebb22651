/** What a delivery costs between the engine and the transport: measured with JMH, without a network. */
@NullMarked
package io.faye.benchmark.delivery;

import org.jspecify.annotations.NullMarked;
