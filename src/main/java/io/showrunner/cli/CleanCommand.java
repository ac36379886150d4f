package io.showrunner.cli;

import io.showrunner.assemble.Knobs;
import io.showrunner.assemble.SceneMarkers;
import io.showrunner.assemble.StoryAssembler;
import io.showrunner.brief.BriefIntake;
import io.showrunner.broker.FolderLock;
import io.showrunner.callback.Callbacks;
import io.showrunner.config.Settings;
import io.showrunner.retention.Retention;
import io.showrunner.retention.RoomTaken;
import io.showrunner.retention.StoryRemoval;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "clean",
        description = "Delete the stories that showrunner.retention no longer keeps, or one story that has ended.")
final class CleanCommand implements Callable<Integer> {
    private final Cli cli;

    @Mixin
    private ServerOption server;

    @Option(names = "--dry-run", description = "Only say what would be deleted.")
    private boolean dryRun;

    @Option(names = "--story", paramLabel = "ID", description = "This story, whatever the settings keep.")
    private String storyId;

    @Option(names = "--json", description = "Print what was deleted, or would be, as JSON.")
    private boolean json;

    private record Gone(String storyId, StoryState state, Instant endedAt, long bytes) {}

    private record Cleaned(List<Gone> stories, boolean deleted, long bytes, long stayingBytes) {}

    CleanCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = cli.settings().settings();
        StoryStore store = new StoryStore(settings.stories());
        Clock clock = Clock.systemUTC();
        StoryRemoval removal = new StoryRemoval(
                store,
                new StoryAssembler(store, clock, Knobs.of(settings), false),
                new SceneMarkers(store),
                new BriefIntake(store, clock));
        Retention retention =
                new Retention(store, removal, settings.upkeep(), storyId -> Callbacks.isWaiting(store, storyId), clock);
        if (storyId == null && !retention.isOn() && !json) {
            say("every story is kept: neither showrunner.retention.keep-last nor keep-days is set");
            return 0;
        }
        List<StoryRecord> stories = storyId == null ? retention.due() : List.of(removal.check(storyId));
        RoomTaken room = new RoomTaken();
        List<Gone> gone = new ArrayList<>();
        for (StoryRecord story : stories) {
            long bytes = room.add(store.folder(story.storyId()));
            gone.add(new Gone(story.storyId(), story.state(), story.changedAt(), bytes));
        }
        if (!dryRun) {
            delete(stories, removal, settings);
        }
        if (json) {
            say(Terminal.json(new Cleaned(gone, !dryRun, room.bytes(), room.staying())));
        } else {
            tell(gone, room);
        }
        return 0;
    }

    private void tell(List<Gone> stories, RoomTaken room) {
        stories.forEach(story -> say(String.join(
                "  ", story.storyId(), story.state().name(), "ended " + story.endedAt(), megabytes(story.bytes()))));
        say((stories.size() == 1 ? "1 story" : stories.size() + " stories") + ", " + megabytes(room.bytes())
                + (dryRun ? " would be deleted" : " deleted") + staying(room));
    }

    private static String staying(RoomTaken room) {
        return room.staying() == 0
                ? ""
                : "; " + megabytes(room.staying()) + " of it takes room still: the scene cache has the same files";
    }

    /** A running Showrunner deletes its stories itself; without one this process takes its place for the moment. */
    private void delete(List<StoryRecord> stories, StoryRemoval removal, Settings settings) throws IOException {
        Optional<FolderLock> lock = FolderLock.tryTake(settings.data().resolve("broker"));
        if (lock.isPresent()) {
            try {
                stories.forEach(story -> removal.remove(story.storyId()));
            } finally {
                lock.get().close();
            }
            return;
        }
        ApiClient api = server.client(settings.http());
        for (StoryRecord story : stories) {
            api.delete("/api/stories/" + ApiClient.segment(story.storyId()));
        }
    }

    private static String megabytes(long bytes) {
        return String.format("%.1f MB", bytes / 1_048_576.0);
    }

    private void say(String line) {
        cli.surroundings().out().println(line);
    }
}
