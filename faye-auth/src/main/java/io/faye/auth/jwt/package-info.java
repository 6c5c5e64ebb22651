/**
 * JSON web tokens as an authenticator. The keys are configured, or are read from an identity provider.
 *
 * <pre>
 * JsonWebTokens (authenticator) -&gt; JwtReader -&gt; KeySource &lt;- RemoteKeys -&gt; KeyDownload, DownloadBackoff
 * </pre>
 *
 * <p>Uses {@link io.faye.auth} for credentials and principals, and no other package of this module.
 */
@NullMarked
package io.faye.auth.jwt;

import org.jspecify.annotations.NullMarked;
