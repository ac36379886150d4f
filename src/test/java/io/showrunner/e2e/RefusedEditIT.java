package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.e2e.RouteDesk.Edit;
import io.showrunner.story.StoryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An edit that cannot work, put behind the last line of a file and saved while a story is made. */
class RefusedEditIT extends EditingMidStory {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            broken YAML              | log: {message: hi                                  | 2 | not YAML
            an unknown EIP           | teleport: {to: mars}                               | 1 | teleport
            an unknown bean          | bean: {ref: nobody, method: hi}                    | 1 | nobody
            an unknown method        | bean: {ref: sceneMarkers, method: shout}           | 1 | shout
            a bad endpoint option    | to: {uri: 'file:x', parameters: {nonsense: 1}}     | 1 | nonsense
            """)
    void anEditThatCannotWorkChangesNothingAndIsNamed(String what, String step, int after, String why)
            throws IOException {
        // Given
        slow(10);
        drop("orchard-protocol.json");
        aPromptIsRunning();
        Map<String, Route> before = routes();

        String line = "line " + (lines() + after);

        // When
        Edit edit = desk.append("deliver-story", "        - " + step + "\n");

        // Then
        assertThat(edit.report().refused()).isPresent();
        assertThat(desk.errors()).singleElement().asString().contains("deliver-story.camel.yaml", line, why);
        assertThat(routes()).isEqualTo(before);
        assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
        assertEveryPromptRanOnce();
    }

    /** Lines of the route file before the edit. */
    private static int lines() throws IOException {
        return Files.readAllLines(Path.of("routes/deliver-story.camel.yaml")).size();
    }
}
