package io.showrunner.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.story.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Briefs that say all of their scenes, so that no language model is needed: one frame each, of a workflow without models. */
final class BenchBriefs {
    private static final int SCENES_PER_STORY = 12;
    /** Noise of this size makes a PNG of 66 KB. */
    private static final int WIDTH = 200;

    private static final int HEIGHT = 112;

    private BenchBriefs() {}

    /**
     * So many scenes, in as many stories as that takes.
     *
     * @param small pictures as small as they may be; else as large as the workflow makes them
     */
    static List<ObjectNode> of(String name, int scenes, boolean small) {
        return of(name, scenes, small, number -> Kind.PLAIN);
    }

    /** What the scenes of a brief are made by. */
    record Kind(String workflow, int frames) {
        static final Kind PLAIN = new Kind("smoke", 1);
    }

    /** The same, each brief of the kind that its number, from 0, has. */
    static List<ObjectNode> of(String name, int scenes, boolean small, IntFunction<Kind> kinds) {
        List<ObjectNode> briefs = new ArrayList<>();
        for (int left = scenes; left > 0; left -= SCENES_PER_STORY) {
            Kind kind = kinds.apply(briefs.size());
            briefs.add(
                    brief("%s-%04d".formatted(name, briefs.size() + 1), Math.min(left, SCENES_PER_STORY), small, kind));
        }
        return briefs;
    }

    /** One scene of so many frames, 1024x576 each. */
    static ObjectNode film(String id, int frames) {
        return brief(id, 1, false, new Kind("smoke", frames)).put("width", 1024).put("height", 576);
    }

    private static ObjectNode brief(String id, int scenes, boolean small, Kind kind) {
        ObjectNode brief = Json.mapper()
                .createObjectNode()
                .put("briefId", id)
                .put("title", "Benchmark " + id)
                .put("premise", "A clock on a tower counts scenes, and nobody asks what they show.")
                .put("genre", "drama")
                .put("mood", "patient")
                .put("workflow", kind.workflow())
                .put("framesPerScene", kind.frames());
        if (small) {
            brief.put("width", WIDTH).put("height", HEIGHT);
        }
        for (int number = 1; number <= scenes; number++) {
            brief.withArray("scenes")
                    .addObject()
                    .put("title", "Scene " + number)
                    .put("summary", "The clock strikes " + number + ".")
                    .put("prompt", "the face of a tower clock, " + number + " o'clock, low sun, long shadows");
        }
        return brief;
    }
}
