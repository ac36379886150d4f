package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Brief;
import io.showrunner.brief.Brief.BriefScene;
import io.showrunner.brief.Brief.Character;
import io.showrunner.brief.BriefIntake;
import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.FairTurns;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import io.showrunner.story.StoryMessage;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What the tests of the write stage begin with: the shipped config folder, briefs, replies of a model. */
final class Writers {
    static final Path CONFIG = Path.of("config");
    static final ProviderSettings LM_STUDIO = new ProviderSettings(
            "lm-studio", URI.create("http://127.0.0.1:1234/v1/chat/completions"), "mistral-7b", null);
    static final ProviderSettings OLLAMA =
            new ProviderSettings("ollama", URI.create("http://127.0.0.1:11434/v1/chat/completions"), "mistral", null);
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    private static final List<String> PICTURES = List.of(
            "Wide view of the lamp room at dawn",
            "Hand wiping salt from a pane",
            "Macro of ledger pages under side light",
            "Silhouette at the gallery rail in fog",
            "Empty kitchen with a cold stove",
            "Boots climbing the iron stairs",
            "Ship far out with one light lit",
            "Brass key turning in an old drawer",
            "Storm clouds above black water",
            "Two handwritings beside each other",
            "Lens of the lamp throwing a beam",
            "Gulls rising from wet rocks at noon");

    private Writers() {}

    static LlmSettings settings(int maxTokens, ProviderSettings... providers) {
        return new LlmSettings(
                List.of(providers),
                0.35,
                42,
                Duration.ofSeconds(120),
                maxTokens,
                1,
                Duration.ofSeconds(120),
                Duration.ofSeconds(5),
                false,
                false,
                true);
    }

    static WritingDesk desk(int maxTokens, ProviderSettings... providers) {
        return new WritingDesk(
                CONFIG, settings(maxTokens, providers), "txt2img-svd", LlmCapabilities.inMemory(), CLOCK);
    }

    static StoryWriter writer(StoryStore store, List<ProviderSettings> providers) {
        WritingDesk desk = desk(4096, providers.toArray(ProviderSettings[]::new));
        return new StoryWriter(
                store,
                new BriefIntake(store, CLOCK),
                desk,
                new StoryRelease(store, new FairTurns(store), CLOCK),
                providers,
                CLOCK);
    }

    /** A new brief that has its turn. */
    static Writing take(StoryStore store, List<ProviderSettings> providers) {
        StoryRecord story =
                new BriefIntake(store, CLOCK).accept(brief(3), "ledger.json").record();
        return writer(store, providers).take(Json.write(StoryMessage.of(story)));
    }

    /** Judges replies by the shipped schemas. */
    static ReplyJudge judge() {
        return new ReplyJudge(
                new StorySchema(CONFIG.resolve("schemas")),
                new StoryPrompt(CONFIG.resolve("prompts")).sketchedPrompt());
    }

    /** A desk whose replies may be long enough for three scenes at once. */
    static WritingDesk roomyDesk() {
        return desk(4096, LM_STUDIO);
    }

    static Brief brief(int scenes, BriefScene... given) {
        return brief("a retired keeper discovers a hidden ledger full of ship signals", "drama", scenes, given);
    }

    static Brief brief(String premise, String genre, int scenes, BriefScene... given) {
        return new Brief(
                null,
                "The Lighthouse Ledger",
                premise,
                genre,
                "wistful",
                "overcast coastal naturalism",
                null,
                List.of(new Character("Mara", "grey-haired keeper in a wool coat")),
                scenes,
                null,
                null,
                null,
                null,
                BigInteger.valueOf(1187),
                "people",
                Priority.NORMAL,
                List.of(),
                null,
                null,
                List.of(given),
                true,
                null,
                null,
                null,
                null,
                Map.of());
    }

    static BriefScene given(String title, String summary, String prompt) {
        return new BriefScene(title, summary, prompt, null, null, null, null, null, null);
    }

    static ObjectNode scene(int number) {
        return Json.mapper()
                .createObjectNode()
                .put("title", "Title " + number)
                .put("summary", "Summary of scene " + number)
                .put("prompt", PICTURES.get(number % PICTURES.size()) + ", picture number " + number)
                .put("mood", "quiet")
                .put("cameraMovement", "slow push in")
                .put("palette", "grey, brass, cream")
                .put("expectedFrames", 25)
                .put("negativePrompt", "lens flare");
    }

    /** As it is asked for. */
    static ObjectNode story(int scenes) {
        ObjectNode story = Json.mapper().createObjectNode();
        ArrayNode list = story.putArray("scenes");
        for (int number = 1; number <= scenes; number++) {
            list.add(scene(number));
        }
        return story.setAll(header());
    }

    /** As a model may write it all the same. */
    static ObjectNode withHeaderFirst(int scenes) {
        return header().setAll(story(scenes));
    }

    static ObjectNode outline(int scenes) {
        ObjectNode outline = header();
        ArrayNode list = outline.putArray("scenes");
        for (int number = 1; number <= scenes; number++) {
            list.addObject().put("title", "Planned " + number).put("line", "What happens in " + number);
        }
        return outline;
    }

    /** The body of a successful answer with these words. */
    static String answer(Object content, String finishReason) {
        ObjectNode body = Json.mapper().createObjectNode();
        ObjectNode choice = body.putArray("choices").addObject();
        choice.putObject("message").put("role", "assistant").put("content", content.toString());
        choice.put("finish_reason", finishReason);
        body.putObject("usage").put("prompt_tokens", 300).put("completion_tokens", 200);
        return body.toString();
    }

    /** The session takes this as the model's complete words. */
    static WritingDecision say(WritingSession session, Object content) {
        session.nextRequest();
        return session.accept(200, answer(content, "stop"), null);
    }

    /** The only message of a request. */
    static String message(String request) {
        return request(request).at("/messages/0/content").asText();
    }

    static JsonNode request(String request) {
        return Json.read(request, JsonNode.class);
    }

    static String resource(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/writer", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode header() {
        return Json.mapper()
                .createObjectNode()
                .put("logline", "A keeper answers a signal dated tomorrow")
                .put("directorsVision", "Quiet frames, weather as a character");
    }
}
