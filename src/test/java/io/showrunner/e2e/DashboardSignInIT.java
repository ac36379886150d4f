package io.showrunner.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard on a port that asks for tokens. */
class DashboardSignInIT {
    @Test
    void asksForATokenOnceAndThenShowsAndChangesEverything(@TempDir Path home) throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)
                        .with("showrunner.http.token", "correct-horse")
                        .start();
                DashboardPage dashboard = new DashboardPage(studio.pipeline().port())) {
            // Given
            dashboard.open("#/servers");
            Locator token = dashboard.page().locator("#token");
            assertThat(token).isVisible();
            dashboard.look("sign-in");

            // When
            token.fill("wrong");
            token.press("Enter");
            assertThat(dashboard.page().locator("#token-said")).containsText("no token of this server");
            token.fill("correct-horse");
            token.press("Enter");

            // Then
            assertThat(token).isHidden();
            assertThat(dashboard.page().locator("#line")).not().containsText("Not connected");
            dashboard.button("Drain: gpu0").click();
            assertThat(dashboard.badge("Drained")).isVisible();
            assertThat(dashboard.complaints()).allMatch(words -> words.contains("401"));
            dashboard.open("#/queue");
            assertThat(dashboard.heading("Queue")).isVisible();
            assertThat(dashboard.complaints()).isEmpty();
            assertThat(dashboard.page().evaluate("document.cookie")).isEqualTo("");

            // When
            dashboard.button("Sign out").click();

            // Then
            assertThat(token).isVisible();
        }
    }
}
