package io.showrunner.render;

import io.showrunner.fleet.MemoryAsk;
import io.showrunner.fleet.MemoryAsk.Size;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.StoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much memory must be free before a scene's prompt is posted, in the size that was asked for and in smaller ones. An
 * attempt that ran out of memory is not repeated in its size. Thread-safe.
 */
public final class MemoryNeeds {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryNeeds.class);

    private final StoryStore store;
    private final WorkflowTemplates templates;
    private final LastAttempt lastAttempt;
    private final int minimum;
    private final boolean downgrade;

    /**
     * @param minimum MB for a scene in the size that was asked for (Q9)
     * @param downgrade a scene may be made smaller (F2)
     */
    public MemoryNeeds(StoryStore store, WorkflowTemplates templates, int minimum, boolean downgrade) {
        this.store = store;
        this.templates = templates;
        this.lastAttempt = new LastAttempt(store, 0);
        this.minimum = minimum;
        this.downgrade = downgrade;
    }

    /** The sizes in which the scene may be made now, with the profile of each that is smaller. */
    Needs of(SceneRecord scene) {
        String workflow = store.story(scene.storyId())
                .map(story -> story.render().workflow())
                .orElse("");
        Optional<WorkflowTemplate> template = downgrade ? template(workflow) : Optional.empty();
        List<SmallerProfile> profiles = template.map(WorkflowTemplate::smaller).orElse(List.of());
        List<Size> sizes = new ArrayList<>();
        sizes.add(new Size("", minimum));
        profiles.forEach(profile -> sizes.add(new Size(
                profile.name(),
                (long) minimum
                        * profile.vramEstimate()
                        / template.orElseThrow().vramEstimate().orElseThrow())));
        int first = Math.min(tooLarge(scene, profiles), profiles.size());
        return new Needs(new MemoryAsk(workflow, sizes.subList(first, sizes.size())), profiles);
    }

    /** What is asked of a server, and how each smaller size is made. */
    record Needs(MemoryAsk ask, List<SmallerProfile> profiles) {
        Optional<SmallerProfile> profile(Size size) {
            return profiles.stream()
                    .filter(profile -> profile.name().equals(size.name()))
                    .findFirst();
        }
    }

    /** Sizes in which the scene ran out of memory already. */
    private int tooLarge(SceneRecord scene, List<SmallerProfile> profiles) {
        List<String> names = profiles.stream().map(SmallerProfile::name).toList();
        return lastAttempt.outOfMemory(scene).stream()
                .mapToInt(job -> job.downgraded().isEmpty()
                        ? 1
                        : names.indexOf(job.downgrade().profile()) + 2)
                .max()
                .orElse(0);
    }

    private Optional<WorkflowTemplate> template(String workflow) {
        try {
            return Optional.of(templates.get(workflow));
        } catch (UnusableWorkflow e) {
            LOG.debug("its prompt cannot be prepared: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
