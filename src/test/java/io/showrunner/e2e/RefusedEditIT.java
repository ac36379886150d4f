package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.e2e.RouteDesk.Edit;
import io.showrunner.story.StoryState;
import java.util.Map;
import org.apache.camel.Route;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An edit that cannot work, saved while a story is made. */
class RefusedEditIT extends EditingMidStory {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            broken YAML              | log: {message: hi                                  | line 18 | not YAML
            an unknown EIP           | teleport: {to: mars}                               | line 17 | teleport
            an unknown bean          | bean: {ref: nobody, method: hi}                    | line 17 | nobody
            an unknown method        | bean: {ref: sceneMarkers, method: shout}           | line 17 | shout
            a bad endpoint option    | to: {uri: 'file:x', parameters: {nonsense: 1}}     | line 17 | nonsense
            """)
    void anEditThatCannotWorkChangesNothingAndIsNamed(String what, String step, String line, String why) {
        // Given
        slow(10);
        drop("orchard-protocol.json");
        aPromptIsRunning();
        Map<String, Route> before = routes();

        // When
        Edit edit = desk.append("deliver-story", "        - " + step + "\n");

        // Then
        assertThat(edit.report().refused()).isPresent();
        assertThat(desk.errors()).singleElement().asString().contains("deliver-story.camel.yaml", line, why);
        assertThat(routes()).isEqualTo(before);
        assertThat(studio.finishedStory().state()).isEqualTo(StoryState.FINISHED);
        assertEveryPromptRanOnce();
    }
}
