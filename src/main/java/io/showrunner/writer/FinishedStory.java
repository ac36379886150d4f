package io.showrunner.writer;

import io.showrunner.brief.Brief;
import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.Story;
import io.showrunner.story.StorySource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes the story out of what there is, whoever wrote it, and says who did. One scene from a template makes the whole
 * story a template story: it must never pass for a written one.
 */
final class FinishedStory {
    private final TemplateStory templates;
    private final StoryAssembly assembly;
    private final Questions questions;
    private final LlmSettings settings;

    FinishedStory(TemplateStory templates, StoryAssembly assembly, Questions questions, LlmSettings settings) {
        this.templates = templates;
        this.assembly = assembly;
        this.questions = questions;
        this.settings = settings;
    }

    /** The story as it stays. */
    Story of(String storyId, Script script, LlmLog log, Instant now) {
        List<Integer> missing = script.isFrozen() ? script.missing() : script.incomplete();
        List<String> warnings = warnings(script, log, missing);
        if (missing.isEmpty() && !script.isGivenWhole()) {
            warnings.addAll(headerShortfall(script));
        }
        if (script.isFrozen() && !script.incomplete().isEmpty()) {
            warnings.add("NOT_WRITTEN: " + listed(script.incomplete())
                    + " not written; retry them to have a language model asked again");
        }
        return story(storyId, script, log, now, missing, warnings);
    }

    /** The story as far as it is written; the words that are missing are still to come. */
    Story soFar(String storyId, Script script, LlmLog log, Instant now) {
        List<String> warnings = warnings(script, log, List.of());
        warnings.add("STORY_UNFINISHED: " + script.complete().size() + " of " + script.count()
                + " scenes are written so far");
        return story(storyId, script, log, now, List.of(), warnings);
    }

    private Story story(
            String storyId, Script script, LlmLog log, Instant now, List<Integer> missing, List<String> warnings) {
        Brief brief = script.brief();
        StorySource source = source(script, log, missing);
        StoryDraft template = templates.write(brief, script.count());
        String logline = source == StorySource.TEMPLATE
                ? Wording.firstSaid(script.header().logline(), template.logline())
                : StoryAssembly.logline(script);
        List<SceneSpec> scenes = assembly.scenes(brief, script.continuity(), drafts(script, template));
        warnings.addAll(PromptWarnings.of(scenes, brief.negativePrompt()));
        return new Story(
                storyId,
                now,
                StoryAssembly.title(brief, logline),
                logline,
                Wording.firstSaid(script.header().directorsVision(), template.directorsVision()),
                scenes,
                generator(source, log),
                source,
                assembly.render(brief),
                log.report(new ReportFacts(
                        !settings.providers().isEmpty(),
                        questions.seed(brief),
                        settings.temperature(),
                        script.count(),
                        script.deliveredCount(),
                        source,
                        !missing.isEmpty())),
                warnings);
    }

    private static List<SceneDraft> drafts(Script script, StoryDraft template) {
        List<SceneDraft> drafts = new ArrayList<>();
        for (int number = 1; number <= script.count(); number++) {
            SceneDraft known = script.scene(number);
            SceneDraft stillMissing = script.isFrozen()
                    ? planned(script, number)
                    : known.orElse(template.scenes().get(number - 1));
            drafts.add(known.isComplete() ? known : stillMissing);
        }
        return drafts;
    }

    private static SceneDraft planned(Script script, int number) {
        SceneDraft plan = script.scene(number).orElse(script.planned(number)).planned();
        return plan.title() == null ? plan.titled("Scene " + number) : plan;
    }

    private static StorySource source(Script script, LlmLog log, List<Integer> missing) {
        if (!missing.isEmpty()) {
            return script.isFrozen() ? StorySource.LLM : StorySource.TEMPLATE;
        }
        if (script.isGivenWhole()) {
            return StorySource.BRIEF;
        }
        return log.taken() == null ? StorySource.LLM : StorySource.CACHE;
    }

    private static String generator(StorySource source, LlmLog log) {
        return switch (source) {
            case BRIEF -> "brief";
            case TEMPLATE -> "showrunner-template";
            case LLM, CACHE -> "local-llm:" + log.model();
        };
    }

    private List<String> warnings(Script script, LlmLog log, List<Integer> missing) {
        List<String> warnings = new ArrayList<>(log.warnings());
        boolean lacking = !missing.isEmpty() || log.isBorrowed();
        String remedy = log.isBorrowed() ? "; " + borrowed(log.taken()) : taken(script, missing);
        if (script.hadShortfall()) {
            warnings.add("LLM_SCENE_SHORTFALL: the model wrote fewer than the " + script.count()
                    + " scenes asked for; it was asked for the others one by one");
        }
        if (log.turnedAwayFrom() != null) {
            warnings.add("LLM_FAILURE: " + log.turnedAwayFrom()
                    + (isHit(log) ? "" : "; " + log.endpoint() + " was asked instead"));
        }
        if (isHit(log)) {
            warnings.add("CACHE_HIT: " + log.model() + " wrote the words for the same brief before, for "
                    + log.taken().named());
        }
        if (settings.providers().isEmpty() && lacking) {
            warnings.add("LLM_PROVIDER_MISSING: no language model is configured" + remedy
                    + ". Set showrunner.llm.providers[0].url and .model");
        } else if (lacking) {
            warnings.add("LLM_FAILURE: " + log.lastFailure() + remedy);
        }
        return warnings;
    }

    private static boolean isHit(LlmLog log) {
        return log.taken() != null && !log.isBorrowed();
    }

    private static String borrowed(CachedStory other) {
        return "ANOTHER BRIEF'S STORY of the same genre and mood stands in, written by " + other.model() + " for "
                + other.named();
    }

    private String taken(Script script, List<Integer> missing) {
        if (script.isFrozen()) {
            return "";
        }
        return missing.size() == script.count()
                ? "; the story comes from " + template(script)
                : "; " + listed(missing) + " from " + template(script);
    }

    private String template(Script script) {
        return "the genre template '" + templates.nameFor(script.brief().genre()) + "'";
    }

    /** What a reply that ended too early has not said of the story as a whole. */
    private List<String> headerShortfall(Script script) {
        List<String> lacking = new ArrayList<>();
        if (script.header().logline() == null) {
            lacking.add("the brief's premise stands in for the logline");
        }
        if (script.header().directorsVision() == null
                && !Wording.isSaid(script.brief().directorsVision())) {
            lacking.add("the director's vision is that of " + template(script));
        }
        return lacking.isEmpty()
                ? List.of()
                : List.of("LLM_HEADER_SHORTFALL: the reply ended before it spoke of the whole story; "
                        + String.join(", ", lacking));
    }

    private static String listed(List<Integer> scenes) {
        return scenes.stream().map("scene-%03d"::formatted).collect(Collectors.joining(", "));
    }
}
