package io.showrunner.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewPathTest {

    @ParameterizedTest
    @CsvSource({
        "frame_00001_.png, showrunner/story-a, filename=frame_00001_.png&subfolder=showrunner%2Fstory-a&type=output",
        "frame 1+1&2=3%.png, '', filename=frame%201%2B1%262%3D3%25.png&subfolder=&type=output",
        "kadr_é_雪.png, 'a\\b', filename=kadr_%C3%A9_%E9%9B%AA.png&subfolder=a%5Cb&type=output"
    })
    void namesAreEscaped(String name, String folder, String query) {
        assertThat(ViewPath.query(new ServerFile(name, folder, "output"))).isEqualTo(query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ".", "..", "a/b.png", "..\\x.png", "/etc/passwd", "c:x.png", "a\0.png", "a\nb.png"})
    void aNameThatCouldLeaveItsFolderIsRefused(String name) {
        assertThatThrownBy(() -> ViewPath.query(new ServerFile(name, "", "output")))
                .hasMessageContaining("not a file name");
    }

    @Test
    void aNameLongerThanAFileSystemTakesIsRefused() {
        assertThatThrownBy(() -> ViewPath.query(new ServerFile("é".repeat(128), "", "output")))
                .hasMessageContaining("not a file name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "/etc", "a/../b", "a\\..\\b", "C:\\x", "a//b", "a/"})
    void aFolderOutsideTheOutputFolderIsRefused(String folder) {
        assertThatThrownBy(() -> ViewPath.query(new ServerFile("a.png", folder, "output")))
                .hasMessageContaining("not a folder below the output folder");
    }

    @Test
    void aTypeThatTheServerDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> ViewPath.query(new ServerFile("a.png", "", "etc")))
                .hasMessageContaining("not a type");
    }
}
