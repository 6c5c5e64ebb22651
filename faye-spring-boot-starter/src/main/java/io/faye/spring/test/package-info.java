/** Tests of applications: {@link io.faye.spring.test.FayeTest}. */
@NullMarked
package io.faye.spring.test;

import org.jspecify.annotations.NullMarked;
