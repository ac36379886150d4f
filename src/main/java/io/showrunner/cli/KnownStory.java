package io.showrunner.cli;

import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A story of this home, read from its folder: a mixin of the commands that need no running Showrunner. */
final class KnownStory {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "STORY", description = "The id of a story.")
    private String storyId;

    /** The story's record; an unknown one is a wrong use. */
    StoryRecord in(StoryStore store) {
        if (!store.exists(storyId)) {
            throw new ParameterException(
                    spec.commandLine(), "there is no story " + storyId + " in " + store.root() + ".");
        }
        return store.record(storyId).orElseThrow();
    }
}
