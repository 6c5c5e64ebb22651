package io.faye.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A mount")
class MountTest {

    @ParameterizedTest
    @ValueSource(strings = {"/faye", "/faye/", "/a/b.c/~d-e_f", "/a:b@c"})
    @DisplayName("holds its path and all below it")
    void holds(String path) {
        Mount mount = Mount.at(path);
        assertThat(mount.holds(mount.path())).isTrue();
        assertThat(mount.holds(mount.path() + "/x/y")).isTrue();
        assertThat(mount.holds(mount.path() + "x")).isFalse();
        assertThat(mount.holds("/")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/x", "/x/y"})
    @DisplayName("at / holds every path")
    void root(String path) {
        assertThat(Mount.at("/").holds(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "faye",
                "//",
                "/a//b",
                "/a//",
                "/./a",
                "/a/..",
                "/faye/../x",
                "/a b",
                "/fäye",
                "/a%20b",
                "/a?b",
                "/a#b"
            })
    @DisplayName("is refused, by name, if requests for it could be written in several ways")
    void refused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> Mount.at(path)).withMessageContaining("'" + path + "'");
    }
}
