/**
 * The certificate of the server, read again when its files change, and the certificates of clients.
 *
 * <pre>
 * TlsContext -&gt; TlsFiles -&gt; PemFiles
 *            &lt;- PeerCertificates
 * </pre>
 */
@NullMarked
package io.faye.transport.http.tls;

import org.jspecify.annotations.NullMarked;
