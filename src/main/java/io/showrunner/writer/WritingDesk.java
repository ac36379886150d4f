package io.showrunner.writer;

import io.showrunner.brief.Brief;
import io.showrunner.config.ApprovalSettings;
import io.showrunner.config.Settings;
import io.showrunner.config.Settings.LlmSettings;
import io.showrunner.writer.StoryAssembly.Workflows;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Where stories begin to be written: holds the prompts, schemas and genre templates of {@code config/} and opens a
 * session per story. Thread-safe.
 */
public final class WritingDesk {
    private final TokenBudget budget;
    private final WritingTools tools;
    private final ApprovalSettings approval;

    /** Reads everything under {@code config/} of the home; a missing or faulty file stops the start and is named. */
    public WritingDesk(Settings settings, LlmCapabilities capabilities, Clock clock) {
        this(
                settings.home().resolve("config"),
                settings.llm(),
                settings.workflow().defaultWorkflow(),
                capabilities,
                clock,
                settings.approval());
    }

    WritingDesk(Path config, LlmSettings settings, String defaultWorkflow, LlmCapabilities capabilities, Clock clock) {
        this(
                config,
                settings,
                defaultWorkflow,
                capabilities,
                clock,
                new ApprovalSettings(false, Optional.empty(), "txt2img-keyframe", "svd-img2vid"));
    }

    private WritingDesk(
            Path config,
            LlmSettings settings,
            String defaultWorkflow,
            LlmCapabilities capabilities,
            Clock clock,
            ApprovalSettings approval) {
        this.approval = approval;
        StoryPrompt prompt = new StoryPrompt(config.resolve("prompts"));
        StorySchema schema = new StorySchema(config.resolve("schemas"));
        budget = new TokenBudget(settings.maxTokens());
        Questions questions = new Questions(prompt, schema, budget, settings);
        tools = new WritingTools(
                questions,
                new PromptKey(prompt.version(), schema.version(), settings.temperature(), questions, settings.review()),
                new ReplyJudge(schema, prompt.sketchedPrompt()),
                new FinishedStory(
                        new TemplateStory(config.resolve("stories")),
                        new StoryAssembly(
                                prompt.negativePrompt(),
                                new Workflows(defaultWorkflow, approval.storyboardWorkflow(), approval.filmWorkflow())),
                        questions,
                        settings),
                new Pace(budget, settings.timeout(), capabilities),
                settings,
                clock,
                capabilities,
                new StoryReviewer(schema, new PictureCheck(prompt.sketchedPrompt())),
                new ReviewCounts(),
                new RepairCounts(),
                new WritingProgress(new LlmFigures(settings.providers()), System::nanoTime));
    }

    /** True when a person is to look at the scenes before they are rendered: the brief says so, or else the settings. */
    boolean wantsApproval(Brief brief) {
        return brief.approval() == null ? approval.required() : brief.approval();
    }

    /** How often each rung of the repair ladder was needed. */
    public RepairCounts repairs() {
        return tools.repairs();
    }

    /** How often a whole story was reviewed. */
    public ReviewCounts reviews() {
        return tools.reviews();
    }

    /** How far the replies are that are being written right now. */
    public WritingProgress progress() {
        return tools.progress();
    }

    /** Begins to write the story of a brief. */
    public WritingSession open(String storyId, Brief brief) {
        return open(storyId, brief, List.of());
    }

    /** Goes on with a story of which some parts are delivered already; only the rest is asked for. */
    public WritingSession open(String storyId, Brief brief, List<StoryPart> delivered) {
        return new WritingSession(storyId, new Script(brief, budget), tools, delivered);
    }
}
