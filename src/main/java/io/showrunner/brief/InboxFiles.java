package io.showrunner.brief;

import io.showrunner.brief.Acceptance.Verdict;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StorySource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where brief files lie once they are decided: {@code accepted/<name>} with {@code <name>.status.json}, or
 * {@code rejected/<name>} with {@code <name>.reason.txt}. A file never replaces an earlier one of its name; it becomes
 * {@code <name>-2}, {@code -3} and so on before the extension. What lies beside a file is written before the file moves, so
 * that a process killed in between finds the file in the inbox again and ends the same way. Thread-safe within one process.
 */
public final class InboxFiles {
    private static final Logger LOG = LoggerFactory.getLogger(InboxFiles.class);
    private static final String STATUS = ".status.json";
    private static final String REASON = ".reason.txt";
    private static final Pattern BRIEF = Pattern.compile("[^.].*\\.(json|ya?ml|md)", Pattern.CASE_INSENSITIVE);

    private final Path inbox;
    private final Path accepted;
    private final Path rejected;
    private final Clock clock;
    private final Map<String, Set<String>> namesByStory = new HashMap<>();
    private boolean namesAreRead;

    public InboxFiles(Path inbox, Clock clock) {
        this.inbox = inbox;
        this.accepted = inbox.resolve("accepted");
        this.rejected = inbox.resolve("rejected");
        this.clock = clock;
    }

    /** Keeps a brief file that intake has decided on; a conflict is kept as a rejected file. Returns where it lies now. */
    public synchronized Path accept(Path file, Acceptance acceptance) {
        if (acceptance.verdict() == Verdict.CONFLICT) {
            return reject(file, ReasonText.of(acceptance));
        }
        String name = freeName(file, candidate -> isFree(candidate, acceptance.storyId()));
        Path statusFile = statusFile(name);
        if (!Files.exists(statusFile)) {
            DurableFiles.writeJson(statusFile, status(name, acceptance));
        }
        readNames();
        namesByStory
                .computeIfAbsent(acceptance.storyId(), id -> new TreeSet<>())
                .add(name);
        return move(file, accepted.resolve(name));
    }

    /** How many brief files wait in the inbox itself. */
    public int waiting() {
        String[] briefs =
                inbox.toFile().list((folder, name) -> BRIEF.matcher(name).matches());
        return briefs == null ? 0 : briefs.length;
    }

    /** What bears the name of a brief and is never taken as a file: a folder, a link to nothing, a name with a backslash. */
    public List<Path> oddities() {
        try (Stream<Path> entries = Files.list(inbox)) {
            return entries.filter(entry ->
                            BRIEF.matcher(entry.getFileName().toString()).matches())
                    .filter(InboxFiles::isOdd)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + inbox + ": " + e.getMessage(), e);
        }
    }

    private static boolean isOdd(Path entry) {
        return Files.isDirectory(entry)
                || (isThere(entry) && !Files.exists(entry))
                || entry.getFileName().toString().contains("\\");
    }

    /** The file of this name in the inbox itself. */
    public Path named(String name) {
        return inbox.resolve(name);
    }

    /**
     * Keeps a brief file that was refused, with the reason beside it. Returns where it lies now.
     *
     * @param failure the refusal, or what a caller in between has wrapped around it
     */
    public synchronized Path reject(Path file, Throwable failure) {
        return reject(file, ReasonText.of(BriefRejectedException.in(failure)));
    }

    /** True when a brief file was accepted for the story, so that there is a status to keep. */
    public synchronized boolean isFollowed(String storyId) {
        readNames();
        return namesByStory.containsKey(storyId);
    }

    /**
     * Brings the status beside every brief file of this story up to date; a story that did not come from the inbox has none.
     *
     * @param storySource null until the story is written
     */
    public synchronized void updateStatus(StoryRecord story, StorySource storySource, BriefStatus.Scenes scenes) {
        readNames();
        for (String name : namesByStory.getOrDefault(story.storyId(), Set.of())) {
            status(statusFile(name)).ifPresent(before -> {
                BriefStatus now = new BriefStatus(
                        name,
                        story.storyId(),
                        before.verdict(),
                        story.state(),
                        storySource,
                        scenes,
                        message(story, before),
                        clock.instant());
                DurableFiles.writeJson(statusFile(name), now);
            });
        }
    }

    /** What was said when the brief was accepted is outdated by now, unless it says that the story was there before. */
    private static String message(StoryRecord story, BriefStatus before) {
        boolean said = story.message() != null || before.verdict() == Acceptance.Verdict.ACCEPTED;
        return said ? story.message() : before.message();
    }

    private Path reject(Path file, String reason) {
        String name = freeName(file, candidate -> !isThere(rejected.resolve(candidate)));
        DurableFiles.write(rejected.resolve(name + REASON), reason.getBytes(StandardCharsets.UTF_8));
        return move(file, rejected.resolve(name));
    }

    private BriefStatus status(String name, Acceptance acceptance) {
        return new BriefStatus(
                name,
                acceptance.storyId(),
                acceptance.verdict(),
                acceptance.record().state(),
                null,
                new BriefStatus.Scenes(0, 0, 0, 0),
                acceptance.message(),
                clock.instant());
    }

    /** A name is free when no file has it and its status, if a crash left one, is of the same story. */
    private boolean isFree(String name, String storyId) {
        Path status = statusFile(name);
        return !isThere(accepted.resolve(name))
                && (!isThere(status)
                        || status(status)
                                .filter(of -> of.storyId().equals(storyId))
                                .isPresent());
    }

    private static String freeName(Path file, Predicate<String> isFree) {
        String name = SafeName.like(String.valueOf(file.getFileName()));
        int dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length();
        return Stream.concat(
                        Stream.of(name),
                        IntStream.iterate(2, number -> number + 1)
                                .mapToObj(number -> name.substring(0, dot) + "-" + number + name.substring(dot)))
                .filter(isFree)
                .findFirst()
                .orElseThrow();
    }

    private static Path move(Path file, Path target) {
        DurableFiles.publish(file, target);
        deleteReadyFile(file);
        LOG.info("brief={} movedTo={}", target.getFileName(), target.getParent().getFileName());
        return target;
    }

    /** In ready-file mode a left-over would let the next brief of this name be taken while it is still being written. */
    private static void deleteReadyFile(Path file) {
        Path ready = file.resolveSibling(file.getFileName() + ".ready");
        try {
            if (isThere(ready)) {
                Files.deleteIfExists(ready);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + ready + ": " + e.getMessage(), e);
        }
    }

    private void readNames() {
        if (namesAreRead) {
            return;
        }
        for (Path file : statusFiles()) {
            String name = file.getFileName().toString();
            status(file).ifPresent(status -> namesByStory
                    .computeIfAbsent(status.storyId(), id -> new TreeSet<>())
                    .add(name.substring(0, name.length() - STATUS.length())));
        }
        namesAreRead = true;
    }

    private List<Path> statusFiles() {
        if (!Files.isDirectory(accepted)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(accepted)) {
            return files.filter(file -> file.getFileName().toString().endsWith(STATUS))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + accepted + ": " + e.getMessage(), e);
        }
    }

    /** Empty when the file is gone or is not ours: people may tidy this folder. */
    private static Optional<BriefStatus> status(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Json.read(file, BriefStatus.class)).filter(status -> status.storyId() != null)
                    : Optional.empty();
        } catch (UncheckedIOException e) {
            LOG.warn("the status file {} is left alone: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private Path statusFile(String name) {
        return accepted.resolve(name + STATUS);
    }

    private static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }
}
