package io.faye.tck.selftest.court;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the rules by which the kit must catch a wrong engine. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Breaks {

    /** One id; more only if one wrong breaks several rules, whatever the kit does. */
    String[] value();

    /** Rules that cannot hold without those, by their own words: they may fail too, but do not catch it. */
    String[] follows() default {};

    /** Why it is more than one, or why others follow. */
    String because() default "";

    /** Whether only threads that race show it. */
    boolean race() default false;
}
