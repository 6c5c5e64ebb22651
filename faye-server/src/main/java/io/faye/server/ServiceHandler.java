package io.faye.server;

import java.util.concurrent.CompletionStage;

/**
 * Answers calls. It runs on a thread where it may block, and for one session it is asked one call at a time, in the order in
 * which the calls came. A call counts as answered when the stage is complete, so that answers may come in another order.
 */
@FunctionalInterface
public interface ServiceHandler {

    /**
     * Answers a call. If this throws, or the stage fails or takes longer than {@link ServiceLimits#timeout}, the caller is
     * told {@code 500::Internal server error}, and the log names the class of the handler.
     *
     * @param call what is asked, and by whom
     * @return the answer, on any thread
     */
    CompletionStage<ServiceReply> handle(ServiceCall call);
}
