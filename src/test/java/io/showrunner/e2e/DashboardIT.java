package io.showrunner.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.showrunner.brief.Pictures;
import io.showrunner.simulator.comfyui.ComfyUiOptions;
import io.showrunner.simulator.comfyui.Pace;
import io.showrunner.simulator.llm.LlmOptions;
import io.showrunner.story.StoryKeyframes;
import io.showrunner.story.StoryStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser, on a studio that renders. */
class DashboardIT {
    /** A frame that is shown while its prompt is executed moves when it is published. */
    private static final String PREVIEW = "/attempts/";

    private static final Pace WATCHABLE = Pace.ofFrame(Duration.ofSeconds(6));
    static final String HOSTILE = "<img src=x onerror=\"window.hacked = true\"> \u202Eيقرأ من اليمين\u202C 🎬";

    private static TestStudio studio;
    private static DashboardPage dashboard;

    @BeforeAll
    static void open(@TempDir Path home) throws Exception {
        studio = new TestStudio(home, 0)
                .with("showrunner.cache.enabled", "true")
                .withGpu(ComfyUiOptions.builder(), WATCHABLE)
                .withGpu(ComfyUiOptions.builder(), WATCHABLE)
                .start();
        studio.with("showrunner.http.port", String.valueOf(studio.pipeline().port()));
        dashboard = new DashboardPage(studio.pipeline().port());
    }

    @AfterAll
    static void close() {
        dashboard.close();
        studio.close();
    }

    @AfterEach
    void nothingWasComplainedOf() {
        assertThat(dashboard.complaints())
                .filteredOn(words -> !words.contains(PREVIEW) && !words.contains("/api/health"))
                .isEmpty();
    }

    @Test
    void aStoryIsHandedInWithTheKeyboardAloneAndWatchedToItsEnd() {
        dashboard.open("");
        assertThat(dashboard.page().locator("h1")).hasText("Stories");

        // When
        dashboard.tabTo(dashboard.page().locator(".top a.primary"));
        dashboard.page().keyboard().press("Enter");
        assertThat(dashboard.heading("New story")).isVisible();
        dashboard.tabTo(dashboard.button("Fill in an example"));
        dashboard.page().keyboard().press("Enter");
        Locator scenes = dashboard.page().locator("#brief-sceneCount");
        dashboard.tabTo(scenes);
        scenes.press("Control+A");
        dashboard.page().keyboard().type("13");
        dashboard.page().keyboard().press("Tab");
        assertThat(dashboard.page().locator("#brief-sceneCount-said")).containsText("from 1 to 12");
        dashboard.look("new-story");
        scenes.fill("2");
        AtomicBoolean released = studio.holdPrompts();
        scenes.press("Enter");

        // Then
        assertThat(dashboard.badge("Rendering")).isVisible();
        released.set(true);
        dashboard.look("story-rendering");
        assertThat(dashboard.badge("Finished")).isVisible();
        assertThat(dashboard.page().locator(".card .badge", new Page.LocatorOptions().setHasText("Done")))
                .hasCount(2);
        assertThat(dashboard.page().locator(".screen img")).hasCount(2);
        assertThat(dashboard.page().locator(".gantt").first().locator(".span.run"))
                .hasCount(2);
        assertThat(dashboard.page().locator("#line")).containsText("Nothing to do");
        dashboard.look("story-finished");
        dashboard.open("");
        assertThat(dashboard.badge("Finished")).isVisible();
        dashboard.look("stories");
    }

    @Test
    void aStoryOfAPictureOfOnesOwnIsHandedInWithItsLabels() {
        Page page = dashboard.page();
        byte[] picture = Pictures.of("png", 64, 36);
        dashboard.open("#/new");
        page.locator("#brief-premise").fill("A keeper of bees finds a hive that hums in Morse code.");
        page.locator("#brief-genre").fill("drama");
        page.locator("#brief-mood").fill("calm");
        page.locator("#brief-sceneCount").fill("1");
        page.getByText("Look and workflow").click();
        page.locator("#brief-workflow").selectOption("svd-img2vid");
        page.locator("input[aria-label='Add pictures']")
                .setInputFiles(new FilePayload("hive.png", "image/png", picture));
        assertThat(page.locator(".pictures li")).hasText(Pattern.compile("Scene 1.*"));
        Locator thumb = page.locator(".pictures img");
        assertThat(thumb).hasJSProperty("naturalWidth", 64);
        page.getByText("Frames and size").click();
        page.locator("#brief-framesPerScene").fill("2");
        page.getByText("Order and bookkeeping").click();
        dashboard.button("Add a label").click();
        page.getByLabel("Name of label 1").fill("client");
        page.getByLabel("Value of label 1").fill("Orchard");
        thumb.scrollIntoViewIfNeeded();
        dashboard.look("new-story-picture");

        // When
        dashboard.button("Make this story").click();

        // Then
        assertThat(dashboard.badge("Finished")).isVisible();
        String storyId = page.url().replaceAll(".*/", "");
        StoryStore store = studio.pipeline().store();
        assertThat(TestStudio.json(store.folder(storyId).resolve("brief.json"))
                        .at("/labels/client")
                        .asText())
                .isEqualTo("Orchard");
        StoryKeyframes kept = new StoryKeyframes(store);
        assertThat(kept.all(storyId)).singleElement().satisfies(one -> assertThat(kept.path(storyId, one))
                .hasBinaryContent(picture));
    }

    @Test
    void aStoryWhoseWordsWereKeptDoesNotPassForAStandIn() {
        // Given
        String first = handIn(SmallBrief.jsonWithoutTitles("kept-1", 1));
        dashboard.open("#/stories/" + first);
        Locator source = dashboard.page().locator(".box", new Page.LocatorOptions().setHasText("Treatment"));
        assertThat(source).containsText("Written by " + LlmOptions.MISTRAL + ".");

        // When
        String second = handIn(SmallBrief.jsonWithoutTitles("kept-2", 1));
        dashboard.open("#/stories/" + second);

        // Then
        assertThat(source)
                .containsText("Taken from the cache: " + LlmOptions.MISTRAL + " wrote it for the same brief before.");
        HttpTalk http = new HttpTalk(studio.pipeline().port());
        http.send("POST", "/api/stories/" + first + "/cancel", new byte[0]);
        http.send("POST", "/api/stories/" + second + "/cancel", new byte[0]);
    }

    @Test
    void everyPageSaysWhatItShows() {
        for (Map.Entry<String, String> each : Map.of(
                        "queue",
                        "Queue",
                        "servers",
                        "Servers",
                        "writer",
                        "Writer",
                        "routes",
                        "Routes",
                        "attention",
                        "Attention")
                .entrySet()) {
            dashboard.open("#/" + each.getKey());
            assertThat(dashboard.heading(each.getValue())).isVisible();
            assertThat(dashboard.page().locator(".waiting")).hasCount(0);
            dashboard.look(each.getKey());
        }
        dashboard.open("#/routes");
        assertThat(dashboard
                        .page()
                        .locator("tr", new Page.LocatorOptions().setHasText("render-scene"))
                        .first())
                .containsText("routes/");
    }

    @Test
    void aServerIsDrainedAndResumedAndAStoryIsCancelled() {
        // Given
        dashboard.open("#/servers");
        Locator server = dashboard.page().getByLabel("Server gpu0", new Page.GetByLabelOptions().setExact(true));

        // When / Then: a server
        dashboard.button("Drain: gpu0").click();
        assertThat(server.locator(".badge").first()).hasText("Drained");
        dashboard.button("Resume: gpu0").click();
        assertThat(server.locator(".badge").first()).hasText("Ready");

        // When / Then: a story
        AtomicBoolean released = studio.holdPrompts();
        String storyId = submit("cancelled", "Never seen", "Nor this", "Nor that", "Nor the other", "Nor the last");
        dashboard.open("#/stories/" + storyId);
        dashboard.button("Cancel").first().click();
        dashboard.page().locator("dialog[open] .primary").click();
        assertThat(dashboard.badge("Cancelled")).isVisible();
        assertThat(dashboard
                        .page()
                        .locator("main > .stack > .row .badge, main .stack > .row .badge")
                        .first())
                .hasText(Pattern.compile("Incomplete|Cancelled"));
        released.set(true);
    }

    @Test
    void aNodeThatHangsIsShownWithWhatWaitsForIt() {
        String trouble = "node bob hangs: its process 4711@studio-1 lives and has not been heard of since"
                + " 2026-11-27T10:00:10Z. The inbox, gpu1 wait for it. End that process";
        dashboard.answer("**/api/cluster", """
                {"node": "ann", "nodes": [
                 {"name": "ann", "alive": true, "leads": false, "drives": ["gpu0"]},
                 {"name": "bob", "alive": true, "leads": true, "drives": ["gpu1"], "trouble": "%s"}]}
                """.formatted(trouble));

        dashboard.open("#/queue");
        dashboard.open("#/servers");

        assertThat(dashboard.page().locator(".note.bad")).containsText("its process 4711@studio-1 lives");
        assertThat(dashboard.page().locator("main")).containsText("ann (this one) drives gpu0; bob hangs");
        dashboard.look("servers-node-hangs");
        dashboard.page().unroute("**/api/cluster");
    }

    @Test
    void aBriefIsHandedInAsAFileAndWhatOthersWroteIsShownAsText() {
        byte[] brief = SmallBrief.json("hostile", HOSTILE).getBytes(StandardCharsets.UTF_8);

        dashboard.open("#/new");
        dashboard.page().getByLabel("Brief file").setInputFiles(new FilePayload("hostile.json", "", brief));

        assertThat(dashboard.page().locator(".card h3")).hasText(HOSTILE);
        assertThat(dashboard.page().evaluate("window.hacked")).isNull();
    }

    @Test
    void aPageThatStaysOpenIsRightAgainAfterTheServerWasRestarted() throws Exception {
        // Given
        dashboard.open("#/");
        assertThat(dashboard.page().locator("#line")).not().containsText("Starting");

        // When
        studio.stop();
        assertThat(dashboard.page().locator("#line")).containsText("Not connected");
        dashboard.look("not-connected");
        studio.start();
        String storyId = submit("afterwards", "Back again");

        // Then
        assertThat(dashboard.page().locator("#line")).not().containsText("Not connected");
        assertThat(dashboard.page().locator(".story a[href='#/stories/" + storyId + "']"))
                .isVisible();
        assertThat(dashboard.complaints())
                .allMatch(words -> words.contains("net::ERR_") || isOfAStop(words) || words.contains(PREVIEW));
    }

    /** A server that stops says so, and has no paths any more just before its port is closed. */
    private static boolean isOfAStop(String words) {
        return words.contains("503") || (words.contains("404") && words.contains("/api/"));
    }

    private static String submit(String id, String... titles) {
        return handIn(SmallBrief.json(id, titles));
    }

    private static String handIn(String brief) {
        return new HttpTalk(studio.pipeline().port())
                .post("application/json", brief)
                .json()
                .path("storyId")
                .asText();
    }
}
