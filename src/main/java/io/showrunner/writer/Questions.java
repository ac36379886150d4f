package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.brief.Brief;
import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.llm.ChatRequest;
import java.math.BigInteger;
import java.util.Locale;

/** Turns the next part of a script into the request that asks for it. Immutable, shared by all sessions. */
final class Questions {
    private static final BigInteger SEEDS = BigInteger.ONE.shiftLeft(31);

    private final StoryPrompt prompt;
    private final StorySchema schema;
    private final TokenBudget budget;
    private final LlmSettings settings;

    Questions(StoryPrompt prompt, StorySchema schema, TokenBudget budget, LlmSettings settings) {
        this.prompt = prompt;
        this.schema = schema;
        this.budget = budget;
        this.settings = settings;
    }

    /**
     * @param complaint what was wrong with the last reply; null when it is the first question for the part
     * @param wasCutOff the last reply ran out of tokens, so this one may use all there are
     */
    ChatRequest ask(Part part, Script script, String model, String complaint, boolean wasCutOff) {
        int lineLength = budget.outlineLineLength(script.count());
        String question = prompt.ask(part, script, lineLength);
        if (complaint != null) {
            question = prompt.askAgain(question, complaint);
        }
        return new ChatRequest(
                model,
                withoutThinking(question, model),
                settings.temperature(),
                wasCutOff ? budget.cap() : tokens(part, script),
                seed(script.brief()),
                part.kind().name().toLowerCase(Locale.ROOT),
                schemaFor(part, script, lineLength));
    }

    /** The brief's seed where it has one: servers take 31 bits of it. */
    long seed(Brief brief) {
        return brief.seed() == null ? settings.seed() : brief.seed().mod(SEEDS).longValueExact();
    }

    private int tokens(Part part, Script script) {
        return switch (part.kind()) {
            case STORY -> budget.story(script.count());
            case OUTLINE -> budget.outline(script.count());
            case SCENE -> budget.scene();
            case REVIEW -> budget.review();
        };
    }

    private JsonNode schemaFor(Part part, Script script, int lineLength) {
        return part.kind() == Part.Kind.OUTLINE
                ? schema.forOutline(script.count(), lineLength)
                : schema.forReply(part.kind(), script.count());
    }

    private static String withoutThinking(String question, String model) {
        return model.toLowerCase(Locale.ROOT).contains("qwen3") ? question + "\n/no_think" : question;
    }
}
