package io.showrunner.cli;

import io.showrunner.brief.BriefReader;
import io.showrunner.brief.BriefRejectedException;
import io.showrunner.brief.KeyframeIntake;
import io.showrunner.brief.Problem;
import io.showrunner.config.Settings;
import io.showrunner.config.Settings.WorkflowSettings;
import io.showrunner.config.WorkflowValues;
import io.showrunner.render.UnusableWorkflow;
import io.showrunner.render.WorkflowTemplates;
import io.showrunner.story.StoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says what is wrong with a brief or a workflow before it is used. */
final class FileCheck {
    private static final String WORKFLOW = ".workflow.json";
    private static final String MAPPING = ".mapping.json";

    private final BriefReader briefs;
    private final KeyframeIntake keyframes;

    FileCheck(Settings settings) {
        WorkflowTemplates templates = new WorkflowTemplates(settings.workflow());
        briefs = new BriefReader(
                settings.home().resolve("config/schemas/brief.schema.json"),
                templates::names,
                templates::takesKeyframe,
                settings.brief().maxSize());
        keyframes = new KeyframeIntake(new StoryStore(settings.stories()), List.of(settings.home(), settings.inbox()));
    }

    /** One sentence for each problem; none when the file can be used. */
    List<String> problems(Path file) {
        String name = String.valueOf(file.getFileName());
        if (Files.notExists(file)) {
            return List.of("no such file");
        }
        if (name.endsWith(WORKFLOW)) {
            return workflow(file.getParent(), name.substring(0, name.length() - WORKFLOW.length()));
        }
        if (name.endsWith(MAPPING)) {
            return workflow(file.getParent(), name.substring(0, name.length() - MAPPING.length()));
        }
        return brief(file);
    }

    private List<String> brief(Path file) {
        try {
            return keyframes.problems(briefs.read(file)).stream()
                    .map(Problem::sentence)
                    .toList();
        } catch (BriefRejectedException e) {
            return e.problems().stream().map(Problem::sentence).toList();
        }
    }

    /** A workflow and its mapping are judged together. */
    private static List<String> workflow(Path folder, String name) {
        try {
            new WorkflowTemplates(new WorkflowSettings(name, folder, WorkflowValues.none())).get(name);
            return List.of();
        } catch (UnusableWorkflow e) {
            return List.of(e.getMessage());
        }
    }
}
