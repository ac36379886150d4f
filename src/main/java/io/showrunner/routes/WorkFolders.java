package io.showrunner.routes;

import io.showrunner.brief.InboxLock;
import io.showrunner.config.Settings;
import io.showrunner.config.Settings.InboxSettings;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders that the application writes to: a start that could not keep its work is refused. */
final class WorkFolders {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFolders.class);

    private WorkFolders() {}

    /**
     * Makes the folders that are missing and writes a file into each.
     *
     * @throws IllegalStateException naming the folder, its setting and what to do
     */
    static void check(Settings settings) {
        check("stories", settings.stories());
        check("stories", new StoryStore(settings.stories()).publishedMarkers());
        check("data", settings.data());
        if (settings.inboxWatch().mode() != InboxSettings.Mode.OFF) {
            check("inbox", settings.inbox());
        }
    }

    /** The lock of the inbox; empty when it is not to be watched, when another process watches it, or when the nodes' leader does. */
    static Optional<InboxLock> lockInbox(Settings settings) {
        if (settings.inboxWatch().mode() == InboxSettings.Mode.OFF
                || !settings.cluster().isAlone()) {
            return Optional.empty();
        }
        InboxLock lock = new InboxLock(settings.inbox());
        if (lock.tryAcquire()) {
            return Optional.of(lock);
        }
        LOG.warn("{}", lock.reason());
        lock.close();
        return Optional.empty();
    }

    /** True when this process watches the inbox, or will when it leads the cluster. */
    static boolean watchesInbox(Settings settings, Optional<InboxLock> lock) {
        return lock.isPresent()
                || (!settings.cluster().isAlone() && settings.inboxWatch().mode() != InboxSettings.Mode.OFF);
    }

    private static void check(String name, Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".write-check-", null));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the folder " + folder + " cannot be written ("
                            + e.getClass().getSimpleName() + ": "
                            + e.getMessage() + "): make it a writable folder, or set showrunner." + name
                            + " to another one",
                    e);
        }
    }
}
