package io.showrunner.writer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Brief;
import io.showrunner.config.RequestFormat;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.story.Json;
import io.showrunner.story.Sha256;
import java.util.Locale;

/**
 * What the words of a story depend on (P1): what the model is told of the brief, the texts and schemas it is told with, the
 * model, its temperature and seed. Who sent the brief, how urgent it is and how it is rendered make no difference.
 */
final class PromptKey {
    private final String prompts;
    private final String schemas;
    private final double temperature;
    private final Questions questions;
    private final boolean review;

    /**
     * @param prompts hash of the prompt texts
     * @param schemas hash of the schemas of the replies
     * @param review whether a model looks once more at what it has written
     */
    PromptKey(String prompts, String schemas, double temperature, Questions questions, boolean review) {
        this.prompts = prompts;
        this.schemas = schemas;
        this.temperature = temperature;
        this.questions = questions;
        this.review = review;
    }

    /** The key of the story that this provider's model would write. */
    String of(Script script, ProviderSettings provider) {
        ObjectNode words = Json.mapper().createObjectNode();
        words.set("brief", BriefData.of(script.brief()));
        ArrayNode given = words.putArray("given");
        for (int number = 1; number <= script.count(); number++) {
            given.add(BriefData.of(script.given(number)));
        }
        words.put("scenes", script.count());
        words.put("frames", StoryAssembly.frames(script.brief()));
        words.put("model", provider.model());
        if (provider.format() == RequestFormat.DIRECT_JSON) {
            words.put("format", provider.format().word());
        }
        words.put("temperature", temperature);
        words.put("seed", questions.seed(script.brief()));
        words.put("prompts", prompts);
        words.put("schemas", schemas);
        if (review) {
            words.put("review", true);
        }
        return Sha256.hex(words.toString());
    }

    /** The coarse key: genre, mood and length (L5). */
    static String group(Script script) {
        Brief brief = script.brief();
        return word(brief.genre()) + ":" + word(brief.mood()) + ":" + script.count();
    }

    private static String word(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
