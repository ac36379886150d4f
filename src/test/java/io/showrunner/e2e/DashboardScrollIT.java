package io.showrunner.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A long list of stories is scrolled without the page coming to a halt. */
@Tag("measured")
class DashboardScrollIT {
    /** The longest time between two frames while the page is scrolled from its beginning to its end, in milliseconds. */
    private static final String FRAME_TIME = """
            new Promise(done => {
              let last = performance.now(), longest = 0, steps = 0;
              const step = now => {
                longest = Math.max(longest, now - last);
                last = now;
                window.scrollBy(0, 2000);
                if (++steps < 40) requestAnimationFrame(step); else done(longest);
              };
              requestAnimationFrame(now => { last = now; step(now); });
            })""";

    @Test
    void aThousandStoriesAreScrolledWithoutAHalt(@TempDir Path home) throws Exception {
        try (TestStudio studio = new TestStudio(home, 1).start();
                DashboardPage dashboard = new DashboardPage(studio.pipeline().port())) {
            // Given
            List<Map<String, Object>> many = DashboardStrangerIT.manyStories();
            dashboard.answer(DashboardStrangerIT.LIST, Json.write(many));
            dashboard.open("#/");
            assertThat(dashboard.page().locator(".story")).hasCount(many.size());
            dashboard.page().screenshot();

            // When
            Number longest = (Number) dashboard.page().evaluate(FRAME_TIME);

            // Then
            assertThat(longest.doubleValue()).isLessThan(1000);
        }
    }
}
