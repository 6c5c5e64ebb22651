package io.faye.engine.redis.log;

/** Holds back operations of sessions that Redis may have lost. */
public interface OperationGate {

    /** Lets every operation pass. */
    OperationGate OPEN = new OperationGate() {
        @Override
        public boolean defers(Object lane, Runnable operation) {
            return false;
        }

        @Override
        public boolean retries(Object lane, Runnable operation) {
            return false;
        }
    };

    /** {@return whether an operation of a session begins later, when Redis has the session again} */
    boolean defers(Object lane, Runnable operation);

    /** {@return whether an operation, to which Redis has answered that there is no such session, begins again later} */
    boolean retries(Object lane, Runnable operation);
}
