package io.faye.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.faye.interop.WireRow.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a table of rows: {@code = title} begins one, {@code >} is a request, {@code <} its reply, and {@code #} a
 * remark. A title that ends in {@code (http)} or {@code (websocket)} is for that transport alone.
 */
final class WireTable {

    private final List<WireRow> rows = new ArrayList<>();
    private String request = "";

    private WireTable() {}

    static List<WireRow> read(String name) {
        WireTable table = new WireTable();
        text(name).lines().forEach(table::line);
        return List.copyOf(table.rows);
    }

    private void line(String line) {
        if (line.startsWith("= ")) {
            rows.add(row(line.substring(2)));
        } else if (line.startsWith("> ")) {
            request = line.substring(2);
        } else if (line.startsWith("< ")) {
            rows.get(rows.size() - 1).exchanges().add(new Exchange(request, line.substring(2)));
        } else if (!line.isBlank() && !line.startsWith("#")) {
            throw new IllegalArgumentException("Not a line of a wire table: " + line);
        }
    }

    private static WireRow row(String title) {
        Set<Transport> transports = EnumSet.allOf(Transport.class);
        if (title.endsWith("(http)")) {
            transports.remove(Transport.WEBSOCKET);
        } else if (title.endsWith("(websocket)")) {
            transports.retainAll(EnumSet.of(Transport.WEBSOCKET));
        }
        return new WireRow(title, transports, new ArrayList<>());
    }

    private static String text(String name) {
        try (InputStream in = WireTable.class.getResourceAsStream("/wire/" + name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
