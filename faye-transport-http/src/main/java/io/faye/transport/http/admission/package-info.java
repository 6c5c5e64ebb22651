/**
 * Decides which clients the server lets in: by how many connections and sessions there are, in all and from each address.
 *
 * <pre>
 * Admission -&gt; TrustedProxies -&gt; ForwardedAddresses, AddressBlock (for whom a proxy asks)
 *           -&gt; ProxiedClient (a proxy's connection counts for the client that uses it)
 * </pre>
 */
@NullMarked
package io.faye.transport.http.admission;

import org.jspecify.annotations.NullMarked;
