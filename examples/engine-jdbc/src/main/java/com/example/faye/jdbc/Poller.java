package com.example.faye.jdbc;

import com.example.faye.jdbc.Notices.Notice;
import io.faye.engine.support.BlockingContext;
import io.faye.protocol.ClientId;
import java.sql.SQLException;
import java.util.List;

/** Asks again and again what is new, and tells the host. */
final class Poller {

    private final Database database;
    private final Readers readers;
    private final String process;
    private final BlockingContext host;
    private volatile long told;

    Poller(Database database, Readers readers, String process, BlockingContext host) {
        this.database = database;
        this.readers = readers;
        this.process = process;
        this.host = host;
        this.told = database.transaction(Turnstile::last);
    }

    /** What is new up to a number; messages that came behind it meanwhile may be there as well, and then come again. */
    private record News(long number, List<ClientId> waking, List<Notice> notices) {}

    void poll() {
        News news = database.transaction(this::news);
        news.notices().forEach(this::tell);
        news.waking().forEach(host::messagesAvailable);
        told = news.number();
    }

    private News news(Statements sql) throws SQLException {
        long number = Turnstile.last(sql);
        if (number == told) {
            return new News(number, List.of(), List.of());
        }
        List<ClientId> waking = sql.all(
                "SELECT id FROM faye_session WHERE number > ? AND reader = ?",
                row -> ClientId.parse(row.getString(1)).orElseThrow(),
                told,
                process);
        return new News(number, waking, Notices.between(sql, told, number, process));
    }

    private void tell(Notice notice) {
        ClientId client = notice.client();
        if (notice.kind() == Notices.Kind.ENDED) {
            host.clientClosed(client);
        } else {
            host.after(client, () -> tellMoved(client));
        }
    }

    /** It may have come back meanwhile. */
    private void tellMoved(ClientId client) {
        if (!readers.reads(client)) {
            host.clientMoved(client);
        }
    }
}
