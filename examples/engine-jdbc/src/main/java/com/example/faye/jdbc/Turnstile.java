package com.example.faye.jdbc;

import java.sql.SQLException;

/**
 * Where transactions pass one at a time. Numbers taken inside become visible in their order, because each is taken
 * behind the lock that the one before held until its commit: who has seen number 7 will never be shown a number 6
 * later. A sequence or an identity column cannot promise that, for its numbers are taken in one order and committed in
 * another. It costs that a database accepts one message at a time.
 *
 * <p>Whoever needs the lock of a session as well enters first.
 */
final class Turnstile {

    private Turnstile() {}

    /** {@return a number of one's own, alone until the end of the transaction} */
    static long enter(Statements sql) throws SQLException {
        sql.update("UPDATE faye_turnstile SET number = number + 1");
        return last(sql);
    }

    /** {@return the highest number that is visible; all below are as well} */
    static long last(Statements sql) throws SQLException {
        return sql.number("SELECT number FROM faye_turnstile");
    }
}
