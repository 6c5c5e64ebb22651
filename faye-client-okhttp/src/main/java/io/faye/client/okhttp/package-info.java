/**
 * A network for the client on OkHttp, for Android, which has no {@code java.net.http}, and for applications that use OkHttp
 * anyway.
 *
 * <pre>
 * OkHttpNetwork -&gt; OkHttpSocket (one WebSocket)
 * </pre>
 */
@NullMarked
package io.faye.client.okhttp;

import org.jspecify.annotations.NullMarked;
