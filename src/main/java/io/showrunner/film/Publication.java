package io.showrunner.film;

import io.showrunner.config.PublishSettings;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.StoryStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files of a finished story are to be copied to the storage. What is there is written down in the story's folder when all
 * of it is, so that a delivery that is made again copies what changed; one that broke off copies all again, to the same names.
 */
public final class Publication {
    /** Its name in the story's folder. */
    static final String FILE = "published.json";

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);
    private static final String LAST = "story.done";

    private final StoryStore store;
    private final PublishSettings settings;
    private final Stopping stopping;

    public Publication(StoryStore store, PublishSettings settings, Stopping stopping) {
        this.store = store;
        this.settings = settings;
        this.stopping = stopping;
    }

    /**
     * What was copied.
     *
     * @param place the server and its bucket
     * @param files size and time of change of each, by its name below the story's folder
     */
    record Copies(String place, Map<String, String> files) {}

    /** True when stories are to be copied. */
    public boolean isWanted() {
        return settings.url().isPresent();
    }

    /** The files that are not there as they are now; whoever sees story.done there finds all others. */
    public List<PublishedFile> due(String storyId) {
        Map<String, String> there = copies(storyId);
        return entries(storyId).stream()
                .filter(entry -> !entry.version().equals(there.get(entry.name())))
                .sorted(Comparator.comparing(entry -> entry.name().equals(LAST)))
                .map(entry -> new PublishedFile(
                        storyId + "/" + entry.name(), entry.file().toFile()))
                .toList();
    }

    /** Throws when the application stops, so that the delivery is made again. */
    public void goOn() {
        stopping.check();
    }

    /** All of them are there. */
    public void published(String storyId, List<PublishedFile> files) {
        if (files.isEmpty()) {
            return;
        }
        Map<String, String> now =
                entries(storyId).stream().collect(Collectors.toMap(ArchiveEntry::name, ArchiveEntry::version));
        DurableFiles.writeJson(record(storyId), new Copies(place(), now));
        LOG.info("storyId={} files={} place={} published", storyId, files.size(), place());
    }

    private List<ArchiveEntry> entries(String storyId) {
        return ArchiveEntry.of(store.folder(storyId), Set.of(FILE, "story.delivered"));
    }

    /** None of a place that is not the one of now. */
    private Map<String, String> copies(String storyId) {
        Path record = record(storyId);
        if (!Files.exists(record)) {
            return Map.of();
        }
        Copies copies = Json.read(record, Copies.class);
        return copies.place().equals(place()) ? copies.files() : Map.of();
    }

    private String place() {
        return settings.place().orElseThrow();
    }

    private Path record(String storyId) {
        return store.folder(storyId).resolve(FILE);
    }
}
