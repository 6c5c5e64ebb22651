package io.faye.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results as files. */
record Report(UnderTest underTest, Results results) {

    void write(Path folder) throws IOException {
        try {
            Files.createDirectories(folder.toAbsolutePath());
            Files.writeString(folder.resolve("faye-tck.xml"), new XmlReport(underTest, results).toString(), UTF_8);
            Files.writeString(folder.resolve("faye-tck.html"), new HtmlReport(underTest, results).toString(), UTF_8);
        } catch (IOException e) {
            throw new IOException("Cannot write the reports to '" + folder + "': " + e, e);
        }
    }
}
