package io.showrunner.assemble;

import io.showrunner.assemble.ArtifactMetadata.StoryEntry;
import io.showrunner.story.LlmReport;
import io.showrunner.story.ReviewReport;
import io.showrunner.story.StorySource;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a story came from, in words that nobody can take for something else. */
public final class Source {
    private Source() {}

    static String of(StoryEntry story) {
        return of(story.storySource(), story.llm());
    }

    /** Who wrote the story, as one clause; a stand-in says why it stands there. Either may be null. */
    public static String of(StorySource source, LlmReport llm) {
        String model = llm == null || llm.model() == null ? "a language model" : llm.model();
        if (source == null) {
            return "unknown (story.json does not say)";
        }
        return switch (source) {
            case LLM -> "written by " + model + fallback(llm);
            case CACHE ->
                isAnotherBriefs(llm)
                        ? "another brief's story from the cache, first written by " + model + error(llm)
                        : "taken from the cache, first written by " + model;
            case TEMPLATE -> "made from a template, not written by a language model" + error(llm);
            case BRIEF -> "every scene came with the brief";
        };
    }

    /** True when the story is not one that was written for its brief. */
    static boolean isStandIn(StoryEntry story) {
        return story.storySource() == StorySource.TEMPLATE || isAnotherBriefs(story.llm());
    }

    private static boolean isAnotherBriefs(LlmReport llm) {
        return llm != null && "cachedPrompt".equals(llm.fallbackKind());
    }

    /** What it took to get usable words out of the language model. */
    static String repairs(StoryEntry story) {
        LlmReport llm = story.llm();
        return llm == null || llm.repairs().isEmpty()
                ? "none"
                : llm.repairs().entrySet().stream()
                        .map(repair -> repair.getKey() + " " + repair.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** What the model changed when it saw the story whole. */
    static String review(StoryEntry story) {
        ReviewReport review = story.llm() == null ? null : story.llm().review();
        if (review == null) {
            return "none";
        }
        String changed = review.remarks().stream()
                .filter(remark -> remark.before() != null)
                .map(ReviewReport.Remark::sceneId)
                .collect(Collectors.joining(", "));
        return Stream.of(review.status(), changed, review.reason())
                .filter(words -> words != null && !words.isEmpty())
                .collect(Collectors.joining(": "));
    }

    private static String fallback(LlmReport llm) {
        return llm == null || llm.fallbackKind() == null || llm.fallbackKind().equals("none")
                ? ""
                : " (fallback: " + llm.fallbackKind() + ")";
    }

    private static String error(LlmReport llm) {
        return llm == null || llm.error() == null ? "" : " (" + llm.error() + ")";
    }
}
