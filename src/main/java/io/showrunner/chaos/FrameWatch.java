package io.showrunner.chaos;

import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Remembers what published frames looked like when they were first seen: they must never change. */
public final class FrameWatch {
    private final StoryStore store;
    private final Map<String, Map<String, String>> firstSeen = new TreeMap<>();
    private final TreeSet<String> changed = new TreeSet<>();

    public FrameWatch(StoryStore store) {
        this.store = store;
    }

    /** Looks at every scene that has a done marker. */
    public void look() {
        for (String storyId : store.storyIds()) {
            for (String sceneId : scenes(storyId)) {
                if (Files.exists(store.doneMarker(storyId, sceneId))) {
                    compare(storyId + "/" + sceneId, hashes(store.frames(storyId, sceneId)));
                }
            }
        }
    }

    /** Scenes that had a done marker at least once, {@code story/scene}. */
    public List<String> seen() {
        return List.copyOf(firstSeen.keySet());
    }

    /** Scenes whose frames changed, or went away, after their done marker was seen. */
    public List<String> changed() {
        return List.copyOf(changed);
    }

    private void compare(String scene, Map<String, String> now) {
        Map<String, String> before = firstSeen.putIfAbsent(scene, now);
        if (before != null && !before.equals(now)) {
            changed.add(scene);
        }
    }

    private List<String> scenes(String storyId) {
        return names(store.folder(storyId).resolve("scenes"));
    }

    private static Map<String, String> hashes(Path frames) {
        Map<String, String> hashes = new TreeMap<>();
        for (String name : names(frames)) {
            hashes.put(name, sha256(frames.resolve(name)));
        }
        return hashes;
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
