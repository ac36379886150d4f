package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The dashboard in the system's Chromium, and everything the browser complains of meanwhile. */
final class DashboardPage implements AutoCloseable {
    private static final Path CHROMIUM = Path.of(System.getProperty("showrunner.chromium", "/usr/bin/chromium"));
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final double PATIENCE_MILLIS = 120_000;
    private static final int MOST_TABS = 40;

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    private final BrowserContext context = browser.newContext(new Browser.NewContextOptions()
            .setReducedMotion(ReducedMotion.REDUCE)
            .setLocale("en-GB"));
    private final Page page = context.newPage();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private String origin;

    DashboardPage(int port) {
        origin = "http://127.0.0.1:" + port;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
    }

    Page page() {
        return page;
    }

    /** What the browser complained of since the last time. */
    List<String> complaints() {
        List<String> all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    void open(String hash) {
        page.navigate(origin + "/" + hash);
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator badge(String words) {
        return page.locator(".badge", new Page.LocatorOptions().setHasText(words))
                .first();
    }

    /** From now on the page gets this answer instead of the server's. */
    void answer(String path, String json) {
        page.route(
                path,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(json)));
    }

    /** Drags a file from outside the browser onto what is meant. */
    void dropOn(Locator meant, Path file) {
        meant.scrollIntoViewIfNeeded();
        BoundingBox box = meant.boundingBox();
        CDPSession devTools = context.newCDPSession(page);
        for (String type : List.of("dragEnter", "dragOver", "drop")) {
            JsonObject event = JsonParser.parseString(
                            """
                    {"type": "%s", "x": %f, "y": %f, "data": {"items": [], "files": ["%s"], "dragOperationsMask": 1}}""".formatted(type, box.x + box.width / 2, box.y + box.height / 2, file))
                    .getAsJsonObject();
            devTools.send("Input.dispatchDragEvent", event);
        }
        devTools.detach();
    }

    /** Presses the tab key until what is meant has the focus, as somebody without a mouse does. */
    void tabTo(Locator meant) {
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(meant.evaluate("one => one === document.activeElement"))) {
                return;
            }
        }
        throw new AssertionError("cannot be reached by the keyboard: " + meant);
    }

    /** Takes a picture of the page in both themes on a desk and on a phone, and judges its accessibility in each. */
    void look(String name) {
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            for (Map.Entry<String, int[]> size : Map.of("desk", new int[] {1280, 800}, "phone", new int[] {390, 844})
                    .entrySet()) {
                page.setViewportSize(size.getValue()[0], size.getValue()[1]);
                String file = name + "-" + size.getKey() + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png";
                page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(file)));
                assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                        .as("%s fits into its width", file)
                        .isEqualTo(true);
            }
            assertThat(violations()).as("%s in %s", name, theme).isEmpty();
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(1280, 800);
    }

    /** Serious and critical findings of axe. */
    private List<?> violations() {
        page.evaluate(axe());
        return (List<?>) page.evaluate("""
                axe.run({ resultTypes: ['violations'] }).then(found => found.violations
                  .filter(one => ['serious', 'critical'].includes(one.impact))
                  .map(one => `${one.id}: ${one.nodes.map(node => node.html + node.failureSummary).join(' | ')}`))""");
    }

    private static String axe() {
        try (InputStream script = DashboardPage.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
