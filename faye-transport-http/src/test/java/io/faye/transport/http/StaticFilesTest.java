package io.faye.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faye.transport.http.RawConnection.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The files of a folder")
class StaticFilesTest extends TestServer {

    @TempDir
    private Path around;

    private Path folder;
    private StaticFiles files;

    @BeforeEach
    void serve() throws IOException {
        folder = Files.createDirectory(around.resolve("public"));
        write("public/index.html", "home");
        write("public/docs/index.html", "docs");
        write("public/docs/a b+c.txt", "blank");
        write("public/empty/.keep", "hidden");
        write("public/.git/config", "hidden");
        write("public/.env", "hidden");
        write("secret.txt", "secret");
        files = StaticFiles.in(folder);
        server(builder().fallback(files));
    }

    @AfterEach
    void close() {
        files.close();
    }

    private Path write(String name, String content) throws IOException {
        Path file = around.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private Reply get(String path, String... headers) {
        try (RawConnection connection = connection()) {
            return connection.request("GET", path, headers).reply();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/, home",
        "/index.html, home",
        "/?x=../y, home",
        "/docs/, docs",
        "/docs/a%20b+c.txt, blank",
        "/d%6Fcs/a%20b%2Bc.txt, blank"
    })
    @DisplayName("are found by their path")
    void found(String path, String content) {
        assertThat(get(path).body()).isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/none.txt",
                "/empty/",
                "/empty",
                "/index.html/",
                "/../secret.txt",
                "/docs/../../secret.txt",
                "/%2e%2e/secret.txt",
                "/..%2fsecret.txt",
                "/docs/..%2f..%2fsecret.txt",
                "/..%5csecret.txt",
                "/docs/../index.html",
                "/./index.html",
                "//index.html",
                "/docs//index.html",
                "/%2findex.html",
                "/.env",
                "/%2eenv",
                "/.git/config",
                "/empty/.keep",
                "/index.html%00.txt",
                "/index.html%0a",
                "/%zz",
                "/%",
                "*"
            })
    @DisplayName("are all that is found: nothing outside, nothing hidden, no other spelling")
    void notFound(String path) {
        assertThat(get(path).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("are not what links lead to outside or to hidden files, but what they lead to inside")
    void links() throws IOException {
        Files.createSymbolicLink(folder.resolve("out.txt"), around.resolve("secret.txt"));
        Files.createSymbolicLink(folder.resolve("out"), around);
        Files.createSymbolicLink(folder.resolve("env.txt"), folder.resolve(".env"));
        Files.createSymbolicLink(folder.resolve("home.html"), folder.resolve("index.html"));
        assertThat(get("/out.txt").status()).isEqualTo(404);
        assertThat(get("/out/secret.txt").status()).isEqualTo(404);
        assertThat(get("/env.txt").status()).isEqualTo(404);
        assertThat(get("/home.html").body()).isEqualTo("home");
    }

    @Test
    @DisplayName("have pages for folders at their own path, with its slash")
    void redirects() {
        Reply reply = get("/docs");
        assertThat(reply.status()).isEqualTo(301);
        assertThat(reply.headers()).containsEntry("location", "./docs/");
    }

    @ParameterizedTest
    @CsvSource({
        "a.html, text/html; charset=utf-8",
        "a.JS, text/javascript; charset=utf-8",
        "a.mjs, text/javascript; charset=utf-8",
        "a.css, text/css; charset=utf-8",
        "a.tar.svg, image/svg+xml",
        "a.unheard, application/octet-stream",
        "html, application/octet-stream"
    })
    @DisplayName("have the type that their name tells, which is not to be guessed again")
    void types(String name, String type) throws IOException {
        write("public/" + name, "x");
        assertThat(get("/" + name).headers())
                .containsEntry("content-type", type)
                .containsEntry("x-content-type-options", "nosniff");
    }

    @Test
    @DisplayName("are not sent again while they are the same")
    void notModified() throws IOException {
        Reply first = get("/");
        String tag = first.headers().get("etag");
        assertThat(tag).matches("\"[0-9a-f-]+\"");
        assertThat(first.headers()).containsEntry("cache-control", "no-cache");
        for (String known : new String[] {tag, "\"x\", W/" + tag, "*"}) {
            Reply again = get("/", "If-None-Match: " + known);
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.headers()).containsEntry("etag", tag).doesNotContainKey("content-length");
        }
        write("public/index.html", "home again");
        assertThat(get("/", "If-None-Match: " + tag).body()).isEqualTo("home again");
    }

    @Test
    @DisplayName("are only to be read")
    void methods() {
        try (RawConnection connection = connection()) {
            Reply head = connection.request("HEAD", "/").replyWithoutBody();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers()).containsEntry("content-length", "4");
            Reply post = connection.post("/", "[]").reply();
            assertThat(post.status()).isEqualTo(405);
            assertThat(post.headers()).containsEntry("allow", "GET, HEAD");
        }
    }

    @Test
    @DisplayName("may be of any size, and come in order when they are asked for together")
    void large() throws IOException {
        byte[] large = new byte[(5 << 20) + 1];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) ('a' + i % 23);
        }
        Files.write(folder.resolve("large"), large);
        Files.createFile(folder.resolve("nothing"));
        String content = new String(large, StandardCharsets.US_ASCII);
        try (RawConnection connection = connection()) {
            connection.request("GET", "/large").request("GET", "/nothing").request("GET", "/docs/");
            connection.request("HEAD", "/large").request("GET", "/large", "Connection: close");
            assertThat(connection.reply().body()).isEqualTo(content);
            assertThat(connection.reply().body()).isEmpty();
            assertThat(connection.reply().body()).isEqualTo("docs");
            assertThat(connection.replyWithoutBody().headers()).containsEntry("content-length", "" + large.length);
            assertThat(connection.reply().body()).isEqualTo(content);
            assertThat(connection.octet()).isNegative();
        }
    }

    @Test
    @DisplayName("end before their end if they change while they are sent")
    void changed() throws IOException {
        Path file = folder.resolve("changing");
        Files.write(file, new byte[30 << 20]);
        try (RawConnection connection = new RawConnection(server(), 16 << 10)) {
            connection.request("GET", "/changing");
            connection.bytes(100_000);
            Files.write(file, new byte[10]);
            assertThat(connection.isEnded()).isTrue();
        }
        assertThat(get("/changing").body()).hasSize(10);
    }

    @Test
    @DisplayName("are refused once that was closed")
    void closed() {
        files.close();
        assertThat(get("/").status()).isEqualTo(503);
    }

    @Test
    @DisplayName("must be in a folder")
    void noFolder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StaticFiles.in(around.resolve("none")))
                .withMessageContaining("none");
        assertThatIllegalArgumentException().isThrownBy(() -> StaticFiles.in(around.resolve("secret.txt")));
    }
}
