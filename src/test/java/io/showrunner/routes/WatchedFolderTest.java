package io.showrunner.routes;

import static io.showrunner.routes.LiveFolder.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.apache.camel.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How files change in real life, and what goes on meanwhile. */
class WatchedFolderTest {
    private static final String TICKER = """
            - route:
                id: ticker
                from:
                  uri: timer:ticker
                  parameters:
                    period: 50
                    includeMetadata: true
                  steps:
                    - setVariable:
                        name: global:ticks
                        expression:
                          simple:
                            expression: "${exchangeProperty.CamelTimerCounter}"
            """;

    @TempDir
    Path folder;

    @Test
    void aRenamedTemporaryFileIsAnEdit() throws Exception {
        // Given
        try (LiveFolder live = new LiveFolder(folder)
                .file("first.camel.yaml", route("first", "one"))
                .start()) {
            live.file(".first.camel.yaml.swp", route("first", "uno"));

            // When
            Files.move(
                    folder.resolve(".first.camel.yaml.swp"),
                    folder.resolve("first.camel.yaml"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);

            // Then
            assertThat(live.reportAfter(0).swapped()).containsExactly("first");
            assertThat(live.ask("first")).isEqualTo("uno");
        }
    }

    @Test
    void aRouteThatMovesToAnotherFileRunsOn() throws Exception {
        // Given
        try (LiveFolder live = new LiveFolder(folder)
                .file("first.camel.yaml", route("first", "one") + route("second", "two"))
                .start()) {
            Route second = live.context.getRoute("second");

            // When
            live.file("second.camel.yaml", route("second", "two"));
            live.edit("first.camel.yaml", route("first", "uno"));

            // Then
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(live.ask("first")).isEqualTo("uno"));
            assertThat(live.context.getRoute("second")).isSameAs(second);
        }
    }

    @Test
    void aTimerCountsOnWhileItsNeighboursChange() throws Exception {
        // Given
        try (LiveFolder live = new LiveFolder(folder)
                .file("ticker.camel.yaml", TICKER + route("first", "one"))
                .start()) {
            await().atMost(Duration.ofSeconds(10)).until(() -> ticks(live) > 3);

            // When
            ReloadReport report = live.edit("ticker.camel.yaml", TICKER + route("first", "uno"));

            // Then
            int ticks = ticks(live);
            assertThat(report.swapped()).containsExactly("first");
            assertThat(ticks).isGreaterThan(3);
            await().atMost(Duration.ofSeconds(10)).until(() -> ticks(live) > ticks);
        }
    }

    @Test
    void aRouteWhosePreconditionDoesNotHoldIsCheckedButNotMade() throws Exception {
        // Given
        String off = route("second", "two").replace("id: second", "id: second\n    precondition: \"'a' == 'b'\"");
        try (LiveFolder live = new LiveFolder(folder)
                .file("first.camel.yaml", route("first", "one"))
                .start()) {
            // When
            live.edit("second.camel.yaml", off);

            // Then
            assertThat(live.context.getRoutes()).extracting(Route::getRouteId).containsExactly("first");
            live.edit("second.camel.yaml", route("second", "two"));
            assertThat(live.ask("second")).isEqualTo("two");
        }
    }

    @Test
    void workArrivesAtNoRouteThatIsNotThere() throws Exception {
        try (LiveFolder live = new LiveFolder(folder)
                .file(
                        "a-source.camel.yaml",
                        TICKER.replace("- setVariable:", "- to: direct:first\n        - setVariable:"))
                .file("first.camel.yaml", route("first", "one"))
                .start()) {
            assertThat(live.context.getRoutes()).extracting(Route::getRouteId).containsExactly("first", "ticker");
        }
    }

    private static int ticks(LiveFolder live) {
        return live.context.getVariable("global:ticks") == null
                ? 0
                : live.context.getVariable("global:ticks", Integer.class);
    }
}
