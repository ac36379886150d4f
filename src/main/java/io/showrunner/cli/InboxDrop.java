package io.showrunner.cli;

import io.showrunner.config.Settings;
import io.showrunner.config.Settings.InboxSettings.Mode;
import io.showrunner.story.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The way for briefs that is left while no server answers: the folder in which it looks for them when it runs. */
final class InboxDrop {
    private static final Pattern TAKEN = Pattern.compile("[^.].*\\.(json|ya?ml|md)", Pattern.CASE_INSENSITIVE);

    private final Settings settings;

    InboxDrop(Settings settings) {
        this.settings = settings;
    }

    /**
     * Puts a brief there whole; one that is there already stays the only one. Returns where it lies.
     *
     * @throws IOException when it would never be taken; the message says why
     */
    Path put(Path brief, byte[] content) throws IOException {
        String name = brief.getFileName().toString();
        if (settings.inboxWatch().mode() == Mode.OFF) {
            throw new IOException("the inbox is not watched (showrunner.inbox.mode=off)");
        }
        if (!TAKEN.matcher(name).matches()) {
            throw new IOException(
                    "the inbox takes names that end with .json, .yaml, .yml or .md and start without a dot");
        }
        List<String> problems = new FileCheck(settings).problems(brief);
        if (!problems.isEmpty()) {
            throw new IOException(String.join("\n", problems));
        }
        Path place = place(name, content);
        if (Files.notExists(place)) {
            DurableFiles.write(place, content);
        }
        if (settings.inboxWatch().mode() == Mode.READY_FILE) {
            DurableFiles.write(place.resolveSibling(place.getFileName() + ".ready"), new byte[0]);
        }
        return place;
    }

    /** The first place of this name that is free, or has the same brief. */
    private Path place(String name, byte[] content) throws IOException {
        int dot = name.lastIndexOf('.');
        List<Path> places = Stream.concat(
                        Stream.of(name),
                        IntStream.rangeClosed(2, 1_000)
                                .mapToObj(number -> name.substring(0, dot) + "-" + number + name.substring(dot)))
                .map(settings.inbox()::resolve)
                .toList();
        for (Path place : places) {
            if (Files.notExists(place)
                    || (Files.isRegularFile(place) && Arrays.equals(Files.readAllBytes(place), content))) {
                return place;
            }
        }
        throw new IOException(settings.inbox() + " has " + places.size() + " files of this name already");
    }
}
