package io.showrunner.assemble;

import io.showrunner.assemble.ArtifactMetadata.StoryEntry;
import io.showrunner.story.LlmReport;
import java.util.stream.Collectors;

/** Where a story came from, in words that nobody can take for something else. */
final class Source {
    private Source() {}

    static String of(StoryEntry story) {
        LlmReport llm = story.llm();
        String model = llm == null || llm.model() == null ? "a language model" : llm.model();
        if (story.storySource() == null) {
            return "unknown (story.json does not say)";
        }
        return switch (story.storySource()) {
            case LLM -> "written by " + model + fallback(llm);
            case CACHE -> "taken from the cache, first written by " + model;
            case TEMPLATE -> "made from a template, not written by a language model" + error(llm);
            case BRIEF -> "every scene came with the brief";
        };
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

    private static String fallback(LlmReport llm) {
        return llm == null || llm.fallbackKind() == null || llm.fallbackKind().equals("none")
                ? ""
                : " (fallback: " + llm.fallbackKind() + ")";
    }

    private static String error(LlmReport llm) {
        return llm == null || llm.error() == null ? "" : " (" + llm.error() + ")";
    }
}
