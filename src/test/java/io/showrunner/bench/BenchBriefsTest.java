package io.showrunner.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchBriefsTest {
    @Test
    void scenesAreSpreadOverStoriesOfTwelve() {
        List<ObjectNode> briefs = BenchBriefs.of("bench", 30, true);

        assertThat(briefs).extracting(brief -> brief.path("scenes").size()).containsExactly(12, 12, 6);
        assertThat(briefs).extracting(brief -> brief.path("briefId").asText()).doesNotHaveDuplicates();
    }

    @Test
    void serversOfSomebodyElseMakePicturesAsLargeAsTheWorkflowSays() {
        assertThat(BenchBriefs.of("bench", 1, false)).noneMatch(brief -> brief.has("width"));
    }
}
