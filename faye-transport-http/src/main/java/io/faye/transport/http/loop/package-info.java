/**
 * The threads of the server: each event loop serves many connections, a bounded time for each.
 *
 * <pre>
 * EventLoops -&gt; ConnectionLoop -&gt; LoopMembers (the connections)
 *               ConnectionLoop -&gt; TaskQueue (tasks of other threads), TimeSlice (when others have a turn)
 * LoopExecutor: the tasks of one connection, in order; DecoderGate: whether it decodes on
 * </pre>
 */
@NullMarked
package io.faye.transport.http.loop;

import org.jspecify.annotations.NullMarked;
