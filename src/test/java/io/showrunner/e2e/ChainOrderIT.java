package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.simulator.llm.Fault;
import io.showrunner.simulator.llm.LlmOptions;
import io.showrunner.simulator.llm.LlmSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain of ask-llm is what its file says: whoever puts its steps in another order has another chain (X3). */
class ChainOrderIT {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final String CHAIN = "ask-llm";
    private static final String FURTHER = "              - to: direct:ask-further-providers\n";
    private static final String LEND = """
                          - bean:
                              ref: similarStories
                              method: "lend(${variable.writing})"
            """;
    private static final String TEMPLATE = """
                          - filter:
                              expression:
                                constant:
                                  expression: "{{showrunner.llm.template}}"
                              steps:
                                - bean:
                                    ref: storyWriter
                                    method: "useTemplate(${variable.writing})"
            """;

    @TempDir
    private Path home;

    private TestStudio studio;

    @Test
    void stepsThatAreMovedInTheFileGiveTheirWordsEarlierOrLater() throws Exception {
        try (LlmSimulator second = LlmSimulator.start(LlmOptions.defaults());
                TestStudio opened = new TestStudio(home, 1)) {
            // Given a story that is kept, and a first provider that fails from then on
            studio = opened.with("showrunner.cache.enabled", "true")
                    .with("showrunner.llm.max-tokens", "4000")
                    .with("showrunner.llm.retry-delay", "100ms")
                    .with("showrunner.llm.providers[1].url", second.url().toString())
                    .with("showrunner.llm.providers[1].model", LlmOptions.MISTRAL)
                    .start();
            assertThat(sourceOf("kept")).isEqualTo(List.of("llm", "none"));
            studio.llm().faults().always(Fault.modelCrash());

            try (RouteDesk desk = new RouteDesk(studio)) {
                // When, Then as shipped
                assertThat(sourceOf("shipped")).isEqualTo(List.of("llm", "ollama"));
                assertThat(second.generations()).isEqualTo(1);

                // When kept stories come before other providers
                String shipped = desk.read(CHAIN);
                desk.write(CHAIN, moved(shipped, LEND));

                // Then
                assertThat(sourceOf("lent")).isEqualTo(List.of("cache", "cachedPrompt"));
                assertThat(second.generations()).isEqualTo(1);

                // When the template comes before other providers and kept stories
                desk.write(CHAIN, moved(shipped, TEMPLATE));

                // Then
                assertThat(sourceOf("template")).isEqualTo(List.of("template", "template"));
                assertThat(second.generations()).isEqualTo(1);

                // When the chain is as it was
                desk.write(CHAIN, shipped);

                // Then
                assertThat(sourceOf("again")).isEqualTo(List.of("llm", "ollama"));
                assertThat(second.generations()).isEqualTo(2);
            }
        }
    }

    @Test
    void whileAProviderWantsToBeLeftAloneAnotherOneWrites() throws Exception {
        try (LlmSimulator second = LlmSimulator.start(LlmOptions.defaults());
                TestStudio opened = new TestStudio(home, 1)) {
            // Given
            studio = opened.with("showrunner.llm.max-tokens", "4000")
                    .with("showrunner.llm.retry-delay", "100ms")
                    .with("showrunner.llm.providers[1].url", second.url().toString())
                    .with("showrunner.llm.providers[1].model", LlmOptions.MISTRAL)
                    .start();
            studio.llm().faults().next(Fault.tooManyRequests(Long.toString(AN_HOUR.toSeconds())));

            // When
            Instant dropped = Instant.now();
            List<String> source = sourceOf("meanwhile");

            // Then
            assertThat(source).isEqualTo(List.of("llm", "ollama"));
            assertThat(Duration.between(dropped, Instant.now())).isLessThan(AN_HOUR);
            assertThat(studio.llm().generations()).isEqualTo(1);
            assertThat(second.generations()).isEqualTo(1);

            // When the other one fails, the first one is asked again when its time is over
            studio.llm().faults().next(Fault.tooManyRequests("2"));
            second.faults().always(Fault.modelCrash());

            // Then
            assertThat(sourceOf("afterwards")).isEqualTo(List.of("llm", "none"));
            assertThat(studio.llm().generations()).isEqualTo(3);
        }
    }

    /** The step in front of the further providers. */
    private static String moved(String chain, String step) {
        assertThat(chain).contains(step, FURTHER);
        return chain.replace(step, "").replace(FURTHER, step + FURTHER);
    }

    private List<String> sourceOf(String briefId) {
        studio.drop(
                briefId + ".json",
                SmallBrief.jsonWithoutTitles(briefId, 1, "The lamp of " + briefId + " is lit at dusk."));
        JsonNode story =
                TestStudio.json(studio.folder(studio.finishedStory(briefId)).resolve("story.json"));
        return List.of(
                story.path("storySource").asText(),
                story.at("/llm/fallbackKind").asText());
    }
}
