/**
 * Authentication: finds out which principal a session belongs to, and keeps it with the session.
 *
 * <pre>
 * Authentication (extension) -&gt; Authenticators -&gt; Authenticator (SharedPassword, SignedTokens, ClientCertificates, WebSessions, yours)
 *                            -&gt; CredentialFields, CredentialRenewal, PrincipalExpiry, SessionQuota
 * {@link io.faye.auth.jwt} is an authenticator; {@link io.faye.auth.rules}, {@link io.faye.auth.limits} and {@link io.faye.auth.payload} are extensions of their own
 * </pre>
 *
 * <p>Further extensions here refuse requests of other web sites: {@link io.faye.auth.AllowedOrigins},
 * {@link io.faye.auth.CsrfProtection}. Uses only the shared package of this module.
 */
@NullMarked
package io.faye.auth;

import org.jspecify.annotations.NullMarked;
