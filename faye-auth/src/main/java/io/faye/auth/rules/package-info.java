/**
 * Access rules: which principals may handshake, subscribe and publish, and the extension that enforces the rules.
 *
 * <pre>
 * Authorization (extension) -&gt; AccessRules -&gt; RuleTree -&gt; RuleNode -&gt; RuleSet -&gt; AccessRule -&gt; Subject
 *                                   AccessRequest: principal and channels      Match: NONE, PARTIAL, FULL
 * </pre>
 *
 * <p>Uses {@link io.faye.auth} for the principal, and no other package of this module but the shared one.
 */
@NullMarked
package io.faye.auth.rules;

import org.jspecify.annotations.NullMarked;
