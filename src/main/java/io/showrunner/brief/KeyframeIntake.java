package io.showrunner.brief;

import io.showrunner.brief.Brief.BriefScene;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Sha256;
import io.showrunner.story.StoryKeyframe;
import io.showrunner.story.StoryKeyframes;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes the pictures that a brief names: they are checked before the brief is accepted, and copied into the story, so that
 * what becomes of the originals does not matter any more. Nothing outside of its folders is read, not by a link either.
 */
public final class KeyframeIntake {
    private final StoryStore store;
    private final List<Path> folders;

    private record Found(Path file, Picture picture) {}

    /** @param folders what the paths of a brief may be below: the home, then the inbox */
    public KeyframeIntake(StoryStore store, List<Path> folders) {
        this.store = store;
        this.folders = List.copyOf(folders);
    }

    /** What is wrong with the brief's pictures; nothing when all can be used. */
    public List<Problem> problems(Brief brief) {
        List<Problem> problems = new ArrayList<>();
        look(brief, problems);
        return problems;
    }

    /**
     * Copies the brief's pictures into the story.
     *
     * @return the brief with the copies in place of its pictures
     * @throws BriefRejectedException when one cannot be used; says what is wrong with each
     */
    Brief keep(Brief brief, String storyId, String briefName) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Found> pictures = look(brief, problems);
        if (pictures.isEmpty() && problems.isEmpty()) {
            return brief;
        }
        Map<String, StoryKeyframe> kept = new LinkedHashMap<>();
        if (problems.isEmpty()) {
            pictures.forEach((source, found) -> {
                try {
                    kept.put(source, copy(source, found, storyId));
                } catch (PictureRefused e) {
                    problems.add(Problem.of("keyframe", Excerpt.quoted(source), e.getMessage()));
                }
            });
        }
        if (!problems.isEmpty()) {
            throw new BriefRejectedException(briefName, problems);
        }
        new StoryKeyframes(store).save(storyId, List.copyOf(kept.values()));
        return brief.withKeyframes(source -> kept.get(source).file());
    }

    private Map<String, Found> look(Brief brief, List<Problem> problems) {
        Map<String, Found> pictures = new LinkedHashMap<>();
        for (int i = 0; i < brief.keyframes().size(); i++) {
            look("keyframes[" + i + "]", brief.keyframes().get(i), pictures, problems);
        }
        for (int i = 0; i < brief.scenes().size(); i++) {
            BriefScene scene = brief.scenes().get(i);
            if (scene.keyframe() != null) {
                look("scenes[" + i + "].keyframe", scene.keyframe(), pictures, problems);
            }
        }
        return pictures;
    }

    private void look(String field, String source, Map<String, Found> pictures, List<Problem> problems) {
        if (pictures.containsKey(source)) {
            return;
        }
        try {
            Path file = find(source);
            pictures.put(source, new Found(file, PictureCheck.of(file)));
        } catch (PictureRefused e) {
            problems.add(Problem.of(field, Excerpt.quoted(source), e.getMessage()));
        } catch (IOException e) {
            problems.add(Problem.of(field, Excerpt.quoted(source), "it cannot be read: " + e.getMessage()));
        }
    }

    private Path find(String source) throws PictureRefused, IOException {
        for (Path folder : folders) {
            Path file = resolve(folder, source);
            if (Files.exists(file)) {
                Path real = file.toRealPath();
                if (!real.startsWith(folder.toRealPath())) {
                    throw new PictureRefused("it is a link that leads out of " + folder);
                }
                return real;
            }
        }
        throw new PictureRefused("there is no such file below "
                + folders.stream().map(Path::toString).collect(Collectors.joining(" or ")));
    }

    private static Path resolve(Path folder, String source) throws PictureRefused {
        try {
            return folder.resolve(source);
        } catch (InvalidPathException e) {
            throw new PictureRefused("it must be a path: " + e.getReason());
        }
    }

    /** The copy is what was checked, or there is none. */
    private StoryKeyframe copy(String source, Found found, String storyId) throws PictureRefused {
        Picture picture = found.picture();
        String name = StoryKeyframes.fileOf(picture.sha256(), picture.type());
        Path target = store.folder(storyId).resolve(name);
        Path temporary = target.resolveSibling(DurableFiles.TEMPORARY + UUID.randomUUID());
        try {
            Files.createDirectories(target.getParent());
            try {
                Files.copy(found.file(), temporary);
                if (!Sha256.hex(temporary).equals(picture.sha256())) {
                    throw new PictureRefused("it must not change while the brief is taken; send the brief again");
                }
                DurableFiles.sync(temporary);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                DurableFiles.sync(target.getParent());
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the keyframe " + found.file() + ": " + e.getMessage(), e);
        }
        return new StoryKeyframe(
                source, name, picture.type(), picture.bytes(), picture.width(), picture.height(), picture.sha256());
    }
}
