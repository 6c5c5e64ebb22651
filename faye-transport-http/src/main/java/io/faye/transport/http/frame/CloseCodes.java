package io.faye.transport.http.frame;

import io.faye.server.MessageSink.CloseReason;
import io.faye.transport.RefusalLog;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.net.SocketAddress;

/** The codes of RFC 6455, section 7.4, with which the server closes WebSockets; 1012 and 1013 are in its registry. */
public final class CloseCodes {

    static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    static final int UNACCEPTABLE = 1003;
    static final int NO_CODE = -1;
    /** Stands for a close frame without a code; it is never sent. */
    public static final int NONE_GIVEN = 1005;

    public static final int INVALID_TEXT = 1007;
    public static final int POLICY = 1008;
    public static final int TOO_BIG = 1009;
    static final int SERVICE_RESTART = 1012;
    public static final int TRY_AGAIN_LATER = 1013;

    /** The decoder has one code for all that breaks the protocol, so a frame without a mask is known by its text. */
    private static final String UNMASKED = "received a frame that is not masked as expected";

    private CloseCodes() {}

    /** Short memory and messages that are too large have lines of their own. */
    public static void log(int code, RefusalLog log, SocketAddress client) {
        switch (code) {
            case PROTOCOL_ERROR -> log.socket(client, code, "what came breaks the protocol");
            case UNACCEPTABLE -> log.socket(client, code, "a frame had no mask");
            case INVALID_TEXT -> log.socket(client, code, "a text is not UTF-8, or cannot be inflated");
            case POLICY -> log.socket(client, code, "a message came too slowly");
            default -> {}
        }
    }

    public static int of(CloseReason reason) {
        return switch (reason) {
            case SESSION_ENDED -> NORMAL;
            case GOING_AWAY -> GOING_AWAY;
            case SERVICE_RESTART -> SERVICE_RESTART;
        };
    }

    public static int of(CorruptedWebSocketFrameException violation) {
        return UNMASKED.equals(violation.getMessage())
                ? UNACCEPTABLE
                : violation.closeStatus().code();
    }
}
