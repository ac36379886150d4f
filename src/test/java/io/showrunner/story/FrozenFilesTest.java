package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenFilesTest {
    private record Note(String words) {}

    @TempDir
    private Path folder;

    private Path file;
    private final FrozenFiles files = new FrozenFiles(2);

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("note.json");
    }

    @Test
    void aFileIsReadOnceAsLongAsItStays() {
        DurableFiles.writeJson(file, new Note("first"));

        assertThat(read().orElseThrow()).isEqualTo(new Note("first")).isSameAs(read().orElseThrow());
    }

    @Test
    void aFileThatIsWrittenAgainIsReadAgain() {
        DurableFiles.writeJson(file, new Note("first"));
        read();

        DurableFiles.writeJson(file, new Note("other"));

        assertThat(read()).contains(new Note("other"));
    }

    @Test
    void aFileThatIsGoneIsGone() {
        DurableFiles.writeJson(file, new Note("first"));
        read();

        DurableFiles.delete(file);

        assertThat(read()).isEmpty();
    }

    @Test
    void onlySomeAreRemembered() {
        DurableFiles.writeJson(file, new Note("first"));
        Note first = read().orElseThrow();
        for (int i = 0; i < 2; i++) {
            Path other = folder.resolve("other-" + i + ".json");
            DurableFiles.writeJson(other, new Note("other"));
            files.read(other, Note.class);
        }

        assertThat(read().orElseThrow()).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws Exception {
        Files.writeString(file, "{");

        assertThatThrownBy(this::read).isInstanceOf(UncheckedIOException.class).hasMessageContaining("note.json");
    }

    private Optional<Note> read() {
        return files.read(file, Note.class);
    }
}
