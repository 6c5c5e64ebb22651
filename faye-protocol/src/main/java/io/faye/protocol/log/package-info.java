/** How the server writes its log: lines that clients can cause have limits, and quote nothing that could change how a log is shown. */
@NullMarked
package io.faye.protocol.log;

import org.jspecify.annotations.NullMarked;
