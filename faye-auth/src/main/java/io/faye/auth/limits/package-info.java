/**
 * Limits of messages, bytes and subscriptions for each session, principal or address.
 *
 * <pre>
 * RateLimits (extension) -&gt; RateLimit -&gt; TokenBucket             messages and bytes a second
 *                        -&gt; SubscriptionQuota -&gt; SubscriptionCount   subscriptions in total
 * </pre>
 *
 * <p>Uses {@link io.faye.auth} for the principal, and no other package of this module but the shared one.
 */
@NullMarked
package io.faye.auth.limits;

import org.jspecify.annotations.NullMarked;
