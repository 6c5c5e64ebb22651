/** The TCK put to the test: engines that are wrong on purpose, each in one way, and what it must say of them. */
@NullMarked
package io.faye.tck.selftest;

import org.jspecify.annotations.NullMarked;
