package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The inbox in ready-file mode: a brief is taken once the file lies beside it that the route names. */
class ReadyFileIT extends RouteEditing {
    private static final String BRIEF = "brief.json";

    @Override
    TestStudio prepared(Path folder) {
        return super.prepared(folder).with("showrunner.inbox.mode", "ready-file");
    }

    @Test
    void aBriefIsTakenOnceItsReadyFileIsThere() {
        // When
        studio.drop(BRIEF, SmallBrief.json("ready", "The Ledger"));

        // Then
        staysInTheInbox();

        // When
        studio.drop(BRIEF + ".ready", "");

        // Then
        assertThat(studio.finishedStory().briefId()).isEqualTo("ready");
        assertThat(home.resolve("inbox")).isDirectoryNotContaining("glob:**" + BRIEF + "*");
    }

    @Test
    void theNameOfTheReadyFileIsTheOneInTheRoute() {
        // Given
        desk.replace("watch-inbox", "${file:name}.ready", "${file:name}.go");

        // When
        studio.drop(BRIEF, SmallBrief.json("go", "The Ledger"));
        studio.drop(BRIEF + ".ready", "");

        // Then
        staysInTheInbox();

        // When
        studio.drop(BRIEF + ".go", "");

        // Then
        assertThat(studio.finishedStory().briefId()).isEqualTo("go");
    }

    private void staysInTheInbox() {
        await().during(WATCHED).atMost(TestStudio.PATIENCE).until(() -> studio.stories()
                .isEmpty());
    }
}
