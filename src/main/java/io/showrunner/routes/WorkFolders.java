package io.showrunner.routes;

import io.showrunner.config.Settings;
import io.showrunner.config.Settings.InboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders that the application writes to: a start that could not keep its work is refused. */
final class WorkFolders {
    private WorkFolders() {}

    /**
     * Makes the folders that are missing and writes a file into each.
     *
     * @throws IllegalStateException naming the folder, its setting and what to do
     */
    static void check(Settings settings) {
        check("stories", settings.stories());
        check("data", settings.data());
        if (settings.inboxWatch().mode() != InboxSettings.Mode.OFF) {
            check("inbox", settings.inbox());
        }
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
