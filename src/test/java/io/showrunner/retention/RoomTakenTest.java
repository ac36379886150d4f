package io.showrunner.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTakenTest {
    @TempDir
    private Path folder;

    private final RoomTaken room = new RoomTaken();

    @BeforeEach
    void twoStoriesWithFramesInCommonAndOneThatTheCacheKeeps() throws IOException {
        Path common = write("one/common.png", 100);
        link("two/common.png", common);
        Path kept = write("one/kept.png", 20);
        link("two/kept.png", kept);
        link("cache/kept.png", kept);
        write("one/own.txt", 3);
    }

    @Test
    void whatIsLinkedFromElsewhereStays() throws IOException {
        assertThat(room.add(folder.resolve("one"))).isEqualTo(123);

        assertThat(room.bytes()).isEqualTo(123);
        assertThat(room.staying()).isEqualTo(120);
    }

    @Test
    void whatIsLinkedOnlyAmongTheFoldersGoesWithThem() throws IOException {
        room.add(folder.resolve("one"));
        room.add(folder.resolve("two"));

        assertThat(room.bytes()).isEqualTo(243);
        assertThat(room.staying()).isEqualTo(40);
    }

    private Path write(String name, int bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[bytes]);
    }

    private void link(String name, Path to) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.createLink(folder.resolve(name), to);
    }
}
