package io.showrunner.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.frames.FrameProblem.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedDirectoryTest {
    @TempDir
    Path temp;

    private Path output;
    private SharedDirectory directory;

    @BeforeEach
    void anOutputFolder() throws IOException {
        output = Files.createDirectories(temp.resolve("output"));
        Files.createDirectories(output.resolve("a/b"));
        Files.write(output.resolve("a/b/frame_00001_.png"), Pngs.picture(8, 8, 1));
        Files.writeString(temp.resolve("secret.png"), "secret");
        directory = new SharedDirectory(output);
    }

    @ParameterizedTest
    @CsvSource({"a/b", "a\\b", "a/./b"})
    void aFileIsOpenedWhereTheServerSaysItIs(String subfolder) throws IOException {
        try (InputStream content = directory.open(new ServerFile("frame_00001_.png", subfolder, "output"))) {
            assertThat(content.readAllBytes()).isEqualTo(Pngs.picture(8, 8, 1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "secret.png, .., output",
        "../secret.png, '', output",
        "secret.png, a/../.., output",
        "..\\secret.png, '', output",
        "secret.png, /tmp, output",
        ".., a, output",
        "frame_00001_.png, a/b, temp",
        "frame_00001_.png, a/b, input"
    })
    void aNameThatLeavesTheFolderIsRefused(String name, String subfolder, String type) {
        assertThatThrownBy(() -> directory.open(new ServerFile(name, subfolder, type)))
                .isInstanceOfSatisfying(
                        FrameProblem.class, e -> assertThat(e.reason()).isEqualTo(Reason.OUTSIDE));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkThatLeavesTheFolderIsRefused() throws IOException {
        Files.createSymbolicLink(output.resolve("link.png"), temp.resolve("secret.png"));

        assertThatThrownBy(() -> directory.open(new ServerFile("link.png", "", "output")))
                .isInstanceOf(FrameProblem.class)
                .hasMessageContaining("it is a link");
    }

    @Test
    void aNulInANameIsRefused() {
        assertThatThrownBy(() -> directory.open(new ServerFile("frame.png", "a\0b", "output")))
                .isInstanceOf(FrameProblem.class);
    }

    @Test
    void onlyFilesThatAreThereHaveAFingerprint() throws IOException {
        ServerFile there = new ServerFile("frame_00001_.png", "a/b", "output");
        ServerFile missing = new ServerFile("frame_00002_.png", "a/b", "output");

        List<Fingerprint> seen = directory.fingerprints(List.of(there, missing));

        assertThat(seen).singleElement().satisfies(print -> {
            assertThat(print.name()).isEqualTo("a/b/frame_00001_.png");
            assertThat(print.size()).isEqualTo(Pngs.picture(8, 8, 1).length);
            assertThat(print.ends()).isTrue();
        });
    }

    @Test
    void aHalfWrittenFileShowsNoEnd() throws IOException {
        Files.write(output.resolve("half.png"), Pngs.truncated(Pngs.picture(8, 8, 1)));

        assertThat(directory.fingerprint(new ServerFile("half.png", "", "output")))
                .get()
                .extracting(Fingerprint::ends)
                .isEqualTo(false);
    }
}
