package io.showrunner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a brief when nobody runs who could take it. */
class InboxFallbackTest {
    private static final String BRIEF =
            "{\"premise\": \"A lighthouse keeper counts the ships that never come.\", \"genre\": \"drama\", \"mood\": \"calm\"}";

    @TempDir
    Path folder;

    private CommandLineUse person;
    private Path inbox;

    @BeforeEach
    void sitDown() throws IOException {
        person = new CommandLineUse(folder);
        person.system.setProperty("showrunner.http.port", "1");
        inbox = person.home.resolve("inbox");
        Files.writeString(person.home.resolve("brief.json"), BRIEF);
    }

    @Test
    void aBriefIsPutIntoTheInboxAndThatIsSaid() throws IOException {
        assertThat(person.type("submit", "brief.json")).isZero();

        assertThat(person.out()).isEmpty();
        assertThat(person.err())
                .contains(
                        "cannot reach http://127.0.0.1:1",
                        "The brief waits in the inbox, " + inbox.resolve("brief.json"),
                        "when Showrunner runs here");
        assertThat(inbox.resolve("brief.json")).hasContent(BRIEF);
        assertThat(filesOfTheInbox()).hasSize(1);
    }

    @Test
    void theSameBriefIsThereOnceAndAnotherOfItsNameGetsAnotherOne() throws IOException {
        person.type("submit", "brief.json");
        person.type("submit", "brief.json");
        Files.writeString(person.home.resolve("brief.json"), BRIEF.replace("calm", "tense"));

        assertThat(person.type("submit", "brief.json", "--json")).isZero();

        assertThat(person.out()).contains("\"inbox\" : \"" + inbox.resolve("brief-2.json") + "\"");
        assertThat(filesOfTheInbox()).hasSize(2);
    }

    @Test
    void inReadyFileModeItIsDeclaredComplete() {
        person.system.setProperty("showrunner.inbox.mode", "ready-file");

        assertThat(person.type("submit", "brief.json")).isZero();

        assertThat(inbox.resolve("brief.json.ready")).exists();
    }

    @Test
    void aBriefThatWouldBeRefusedAndAnInboxThatNobodyWatchesGetNothing() throws IOException {
        Files.writeString(person.home.resolve("bad.json"), "{\"premise\": \"short\"}");
        assertThat(person.type("submit", "bad.json")).isEqualTo(1);
        assertThat(person.err()).contains("bad.json: ", "premise");

        person.system.setProperty("showrunner.inbox.mode", "off");
        assertThat(person.type("submit", "brief.json")).isEqualTo(1);
        assertThat(person.err()).contains("the inbox is not watched (showrunner.inbox.mode=off)");
        assertThat(inbox).doesNotExist();
    }

    @Test
    void itCannotBeWaitedFor() {
        assertThat(person.type("submit", "brief.json", "--wait")).isEqualTo(ExitStatus.NO_SERVER.code());

        assertThat(inbox.resolve("brief.json")).exists();
    }

    private Stream<Path> filesOfTheInbox() throws IOException {
        try (Stream<Path> files = Files.list(inbox)) {
            return files.toList().stream();
        }
    }
}
