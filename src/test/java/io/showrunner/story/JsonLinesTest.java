package io.showrunner.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that grows line by line, also after a crash tore its last one. */
class JsonLinesTest {
    private record Word(String text) {}

    @TempDir
    private Path folder;

    @Test
    void whatWasAppendedIsReadInItsOrder() {
        // Given
        JsonLines.append(file(), List.of(new Word("one"), new Word("two\nlines")));
        JsonLines.append(file(), List.of(new Word("drei: äöü")));

        // When
        List<Word> words = JsonLines.read(file(), Word.class);

        // Then
        assertThat(words).extracting(Word::text).containsExactly("one", "two\nlines", "drei: äöü");
    }

    @Test
    void aTornLineIsNotThereAndTheNextOneTakesItsPlace() throws IOException {
        // Given
        JsonLines.append(file(), List.of(new Word("whole")));
        Files.writeString(file(), "{\"text\":\"to", StandardOpenOption.APPEND);

        // When
        List<Word> afterTheCrash = JsonLines.read(file(), Word.class);
        JsonLines.append(file(), List.of(new Word("next")));

        // Then
        assertThat(afterTheCrash).extracting(Word::text).containsExactly("whole");
        assertThat(JsonLines.read(file(), Word.class)).extracting(Word::text).containsExactly("whole", "next");
    }

    @Test
    void aDamagedLineHidesWhatComesAfterItAndNothingElse() throws IOException {
        // Given
        JsonLines.append(file(), List.of(new Word("before")));
        Files.writeString(file(), "no JSON\n", StandardOpenOption.APPEND);
        JsonLines.append(file(), List.of(new Word("after")));

        assertThat(JsonLines.read(file(), Word.class)).extracting(Word::text).containsExactly("before");
    }

    @Test
    void aFileThatIsNotThereHasNoLines() {
        assertThat(JsonLines.read(file(), Word.class)).isEmpty();
    }

    private Path file() {
        return folder.resolve("words.jsonl");
    }
}
