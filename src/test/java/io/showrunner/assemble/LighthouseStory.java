package io.showrunner.assemble;

import io.showrunner.story.LlmReport;
import io.showrunner.story.Priority;
import io.showrunner.story.RenderRequest;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StorySource;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** What the write stage has made of the lighthouse brief. */
final class LighthouseStory {
    private static final String[] TITLES = {"Salt on the Glass", "The Second Handwriting", "Tomorrow's Signal"};
    private static final String[] MOODS = {"hushed, expectant", "curious", "wistful"};

    private LighthouseStory() {}

    /** Its scene, from 0, with so many frames. */
    static SceneSpec scene(int scene, int frames) {
        return new SceneSpec(
                StoryFolder.id(scene + 1),
                TITLES[scene],
                "What happens in " + TITLES[scene] + ".",
                "Wide shot of a lamp room at dawn, wool and brass, 35 mm, number " + scene,
                MOODS[scene],
                null,
                frames,
                "blur, watermark",
                "slow push-in to a hand wiping the pane",
                "slate, brass, salt white");
    }

    /** The record of a scene that nobody has taken. */
    static SceneRecord waiting(SceneSpec spec) {
        return new SceneRecord(
                StoryFolder.STORY,
                spec.id(),
                SceneState.WAITING,
                Priority.NORMAL,
                Priority.NORMAL.onTheWire(),
                0,
                1,
                1,
                0,
                0,
                SceneRecord.Spent.NOTHING,
                null,
                null,
                StoryFolder.START);
    }

    /** The story with these scenes. */
    static Story of(StorySource source, List<SceneSpec> scenes) {
        boolean template = source == StorySource.TEMPLATE;
        return new Story(
                StoryFolder.STORY,
                StoryFolder.START,
                "The Lighthouse Ledger",
                "A retired keeper discovers that her late brother kept answering ship signals in a hidden ledger, and"
                        + " one reply is dated tomorrow.",
                "Overcast coastal naturalism; patient frames that let the weather speak first.",
                scenes,
                template ? "showrunner-template" : "local-llm:mistral",
                source,
                new RenderRequest("txt2img-svd", null, null, null, BigInteger.valueOf(1187), null, true),
                llm(source),
                template ? List.of("LLM_FAILURE: connection refused by http://127.0.0.1:1234") : List.of());
    }

    private static LlmReport llm(StorySource source) {
        boolean template = source == StorySource.TEMPLATE;
        return new LlmReport(
                true,
                "http://127.0.0.1:1234/v1/chat/completions",
                1187L,
                "mistralai/mistral-7b-instruct-v0.3",
                "openai-chat",
                0.35,
                template ? "error" : "success",
                3,
                template ? 0 : 3,
                StoryFolder.START.minusSeconds(65),
                StoryFolder.START,
                65_200L,
                template ? "connection refused" : null,
                null,
                null,
                template ? null : "stop",
                1,
                0,
                0,
                65_200L,
                false,
                template ? "template" : "none",
                source,
                template ? Map.of("template", 1) : Map.of("markers", 2),
                null,
                null);
    }
}
