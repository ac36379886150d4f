package io.showrunner.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who has read nothing: what is missing, how a film comes about, and where a server has no memory. */
class DashboardStrangerIT {
    /** What a Showrunner knew that was stopped meanwhile, so that nobody waits for the alert. */
    private static final String FIRING = """
            {"firing": [{"name": "gpu_vram_critical", "severity": "critical", "subject": "gpu0", "message": "gpu0 has 900 MB of video memory free and gets no scenes", "since": "2025-01-01T00:00:00Z"}], "untold": []}""";

    static final String LIST = "**/api/stories?**";

    @TempDir
    private static Path folder;

    private static TestStudio studio;
    private static DashboardPage dashboard;

    @BeforeAll
    static void open() throws Exception {
        studio = new TestStudio(Files.createTempDirectory(folder, "home"), 0)
                .withGpu(ComfyUiOptions.builder())
                .withGpu(ComfyUiOptions.builder())
                .with("showrunner.film", "film");
        studio.gpu(0).faults().foreignVram(23_500);
        DurableFiles.write(studio.home().resolve("data/alerts.json"), FIRING.getBytes(StandardCharsets.UTF_8));
        studio.start();
        dashboard = new DashboardPage(studio.pipeline().port());
    }

    @AfterAll
    static void close() {
        dashboard.close();
        studio.close();
    }

    @Test
    void aBriefThatIsDroppedBecomesAFilmAndTheServerWithoutMemorySaysWhatToDo() throws Exception {
        // Given
        Path brief = Files.writeString(folder.resolve("dropped.json"), SmallBrief.json("dropped", "One", "Two"));
        dashboard.open("#/new");

        // When
        dashboard.dropOn(dashboard.page().locator(".drop"), brief);

        // Then
        assertThat(dashboard.page().locator("video.film")).isVisible();
        assertThat(dashboard.heading("On each server")).isVisible();
        dashboard.look("story-film");
        dashboard.open("#/servers");
        Locator server = dashboard.page().getByLabel("Server gpu0");
        assertThat(server.locator(".badge").first()).hasText("Too little memory");
        assertThat(server).containsText("Free its memory below");
        dashboard.open("#/routes");
        assertThat(dashboard.page().locator("tr", rowOf("make-film")).first()).containsText("ago");

        // When / Then: the alert
        dashboard.open("#/attention");
        Locator alert = dashboard.page().locator("main li.box").first();
        assertThat(alert).containsText("A server has too little video memory: gpu0");
        assertThat(alert).containsText("MB of video memory free");
        assertThat(alert).containsText("End the other program on its card");
        assertThat(dashboard.page().locator("nav .count")).hasText("1");
        dashboard.look("attention-alert");
    }

    @Test
    void thePicturesOfAStoryboardAreDraggedIntoOrderAndFilmed() {
        // Given
        String brief = SmallBrief.json("board", "Dawn", "Noon", "Dusk").replaceFirst("\\{", "{\"storyboard\": true, ");
        String storyId = new HttpTalk(studio.pipeline().port())
                .post("application/json", brief)
                .json()
                .path("storyId")
                .asText();
        dashboard.open("#/stories/" + storyId);
        assertThat(dashboard.heading("Look before you film")).isVisible();
        assertThat(dashboard.badge("Wants your approval")).isVisible();
        dashboard.look("storyboard");
        dashboard.page().locator("#line a").click();
        assertThat(dashboard.page().locator(".story")).hasCount(1);
        dashboard.page().locator(".story a").click();

        // When
        Locator pictures = dashboard.page().locator("ol.cards > li");
        pictures.last().locator(".grip").dragTo(pictures.first());
        assertThat(pictures.locator("h3")).hasText(new String[] {"1. Dusk", "2. Dawn", "3. Noon"});
        dashboard.button("Leave out Noon").click();
        dashboard.button("Make the film").click();

        // Then
        assertThat(dashboard.page().locator("video.film")).isVisible();
        assertThat(dashboard.page().locator(".card h3")).hasText(new String[] {"Dusk", "Dawn"});
        dashboard.open("#/stories/" + storyId);
        assertThat(dashboard.page().locator(".note.good a")).hasText("Look at the film");
    }

    @Test
    void theFirstPageSaysWhatIsMissing() {
        dashboard.answer(LIST, "[]");
        dashboard.answer("**/api/health", """
                {"overall": "UNHEALTHY", "healthy": false, "gpu": {"status": "failed"}, "disk": {"status": "ok"},
                 "llm": {"status": "failed", "providers": [{"id": "lm-studio", "status": "failed", "model": "mistral"}]},
                 "comfyui": {"status": "failed", "instances": [{"url": "http://127.0.0.1:8188", "status": "failed"}]}}""");

        dashboard.open("#/queue");
        dashboard.open("#/");

        Locator needed = dashboard.page().getByLabel("What a story needs");
        assertThat(needed).containsText("No ComfyUI server answers at http://127.0.0.1:8188");
        assertThat(needed).containsText("simulate comfyui");
        assertThat(needed).containsText("No language model answers, so scenes come from a template");
        dashboard.look("first-page");
        dashboard.page().unroute(LIST);
        dashboard.page().unroute("**/api/health");
    }

    @Test
    void aListIsLoadedPageByPageAsOneScrolls() {
        // Given
        dashboard.page().route(LIST, route -> {
            boolean first = !route.request().url().contains("cursor");
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setHeaders(first ? Map.of("Link", "</api/stories?cursor=c&limit=100>; rel=\"next\"") : Map.of())
                    .setBody(stories(first ? 0 : 100)));
        });

        // When
        dashboard.open("#/queue");
        dashboard.open("#/");
        Locator stories = dashboard.page().locator(".story");
        assertThat(stories).hasCount(100);
        dashboard.page().mouse().wheel(0, 100_000);

        // Then
        assertThat(stories).hasCount(200);
        assertThat(dashboard.button("Show older stories")).isHidden();
        dashboard.page().unroute(LIST);
    }

    @Test
    void aListMayBeEmptyOrLong() {
        // Given
        List<Map<String, Object>> many = manyStories();

        // When / Then: none
        dashboard.answer(LIST, "[]");
        dashboard.open("#/queue");
        dashboard.open("#/");
        assertThat(dashboard.heading("No stories yet")).isVisible();
        dashboard.look("stories-empty");

        // When / Then: many
        dashboard.answer(LIST, Json.write(many));
        dashboard.open("#/queue");
        dashboard.open("#/");
        assertThat(dashboard.page().locator(".story")).hasCount(many.size());
        assertThat(dashboard.page().evaluate("window.hacked")).isNull();
        dashboard.page().unroute(LIST);
    }

    @Test
    void scenesThatWantApprovalAreChangedByKeyboardAndNeverOverSomebodyElsesChange() {
        // Given
        ApprovalStub api = new ApprovalStub(dashboard.page());
        dashboard.open("#/stories/" + ApprovalStub.STORY);
        dashboard.page().locator("#scene-One-title").fill("Mine");
        dashboard.look("approval");

        // When / Then: somebody else was faster
        api.somebodyElseSaves();
        dashboard.button("Save for later").click();
        assertThat(dashboard.page().locator("[role=alert]")).containsText("Somebody else changed these scenes");
        assertThat(dashboard.page().locator("#scene-One-title")).hasValue("Mine");
        dashboard.button("Show their scenes").click();
        assertThat(dashboard.page().locator("#scene-One-title")).hasValue("One");

        // When
        dashboard.button("Later: One").focus();
        dashboard.page().keyboard().press("Enter");
        assertThat(dashboard.button("Later: One")).isFocused();
        dashboard.button("Drop Three").click();
        dashboard.page().locator("#scene-Two-prompt").fill("A picture that is better");
        dashboard.button("Save and approve").click();

        // Then
        assertThat(dashboard.page().locator(".toasts")).containsText("Approved");
        assertThat(api.requests())
                .containsExactly(
                        "PUT \"second\" [{\"sceneId\":\"scene-Two\",\"prompt\":\"A picture that is better\"},{\"sceneId\":\"scene-One\"}]",
                        "POST \"third\" null");
    }

    private static Page.LocatorOptions rowOf(String route) {
        return new Page.LocatorOptions().setHasText(route);
    }

    /** A thousand, the first of a very long title, all others of a hostile one. */
    static List<Map<String, Object>> manyStories() {
        return IntStream.range(0, 1000)
                .mapToObj(i -> story("story-" + i, i == 0 ? "x".repeat(10_000) : DashboardIT.HOSTILE + i))
                .toList();
    }

    private static String stories(int from) {
        return Json.write(IntStream.range(from, from + 100)
                .mapToObj(i -> story("story-" + i, "Story " + i))
                .toList());
    }

    private static Map<String, Object> story(String id, String title) {
        return Map.of(
                "storyId",
                id,
                "briefName",
                "brief.json",
                "state",
                "WRITTEN",
                "priority",
                "normal",
                "title",
                title,
                "scenes",
                Map.of("total", 3, "written", 3, "waiting", 3, "running", 0, "published", 0, "failed", 0),
                "acceptedAt",
                Instant.now().toString(),
                "changedAt",
                Instant.now().toString(),
                "sceneList",
                List.of());
    }
}
