package io.showrunner.film;

import io.showrunner.config.FilmSettings;
import io.showrunner.config.FilmSettings.Extent;
import io.showrunner.config.FilmSettings.Format;
import io.showrunner.config.FilmSettings.Webp;
import io.showrunner.simulator.picture.FramePainter;
import io.showrunner.simulator.picture.PictureRequest;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Priority;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneSpec;
import io.showrunner.story.SceneState;
import io.showrunner.story.Story;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StorySource;
import io.showrunner.story.StoryState;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A finished story with painted frames, and everything that makes a film of it, without routes. */
final class FilmStory {
    static final String STORY = "story-orchard-protocol";
    static final FilmSettings SETTINGS = settings(Extent.FILM, Format.H264, Webp.OFF, "ffmpeg", Duration.ofMinutes(1));
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String[] TITLES = {"Idle Row", "Root Council", "First Petal"};
    private static final String[] PROMPTS = {
        "Symmetrical dolly along a terraced orbital orchard, white pruning robots standing still, warm grow light",
        "Low angle between glowing irrigation lines under the orchard, roots in the dark",
        "Close-up of a bud opening in free fall above the orchard, petals drifting"
    };

    final StoryStore store;
    final Path folder;
    private final FilmSettings settings;
    private final Programs programs;
    private final Encoders encoders;
    private final FilmContext context;
    final FilmRecords records;

    FilmStory(Path root, FilmSettings settings) {
        this.store = new StoryStore(root);
        this.folder = store.folder(STORY);
        this.settings = settings;
        Stopping never = new Stopping(() -> false, IllegalStateException::new);
        this.programs = new Programs(settings, never);
        this.encoders = new Encoders(programs, root);
        this.context = FilmContext.of(store, settings);
        this.records = context.records();
    }

    static FilmSettings settings(Extent extent, Format format, Webp webp, String ffmpeg, Duration timeout) {
        return new FilmSettings(extent, format, 24, 18, webp, ffmpeg, "ffprobe", timeout, true);
    }

    /** Writes the story with so many scenes; none has frames yet. */
    FilmStory written(int scenes) {
        List<SceneSpec> specs = new ArrayList<>();
        for (int i = 0; i < scenes; i++) {
            specs.add(new SceneSpec(
                    "scene-%03d".formatted(i + 1),
                    TITLES[i],
                    "What happens.",
                    PROMPTS[i],
                    List.of("hushed, expectant", "tense", "tender").get(i),
                    null,
                    4,
                    "blur",
                    "slow forward dolly",
                    "bone white, leaf green, amber"));
        }
        store.save(StoryRecord.accepted(STORY, "b", "b.json", "h", Priority.NORMAL, "20261123-100000", NOW, null)
                .to(StoryState.FINISHED, NOW, null));
        store.save(
                new Story(
                        STORY,
                        NOW,
                        "Orchard Protocol",
                        "Pruning robots on a terraced orbital orchard strike until someone learns why the oldest tree"
                                + " refuses to bloom.",
                        null,
                        specs,
                        "local-llm:mistral",
                        StorySource.LLM,
                        null,
                        null,
                        List.of()),
                specs.stream()
                        .map(spec -> SceneRecord.written(STORY, spec.id(), Priority.NORMAL, 1, NOW))
                        .toList());
        return this;
    }

    /** Gives the story and its scenes another title. */
    FilmStory titled(String title) {
        Story story = store.story(STORY).orElseThrow();
        List<SceneSpec> scenes = story.scenes().stream()
                .map(spec -> new SceneSpec(
                        spec.id(), title, spec.summary(), spec.prompt(), title, null, 4, "blur", "dolly", "amber"))
                .toList();
        DurableFiles.writeJson(
                folder.resolve("story.json"),
                new Story(
                        STORY,
                        NOW,
                        title,
                        title,
                        null,
                        scenes,
                        story.generator(),
                        story.storySource(),
                        null,
                        null,
                        List.of()));
        return this;
    }

    /** Publishes frames of the scene, from 1. */
    FilmStory published(int scene, int frames, int width, int height) {
        try {
            SceneSpec spec = store.story(STORY).orElseThrow().scenes().get(scene - 1);
            Path target = Files.createDirectories(store.frames(STORY, spec.id()));
            PictureRequest request = new PictureRequest(
                    width, height, scene, spec.title(), spec.prompt(), spec.mood(), spec.palette(), "dolly");
            for (int i = 0; i < frames; i++) {
                ImageIO.write(
                        FramePainter.paint(request, i, frames),
                        "png",
                        target.resolve("frame_%05d.png".formatted(i + 1)).toFile());
            }
            store.update(STORY, spec.id(), record -> record.to(SceneState.PUBLISHED, null, null, NOW));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same story, to be delivered with other settings. */
    FilmStory with(FilmSettings other) {
        return new FilmStory(store.root(), other);
    }

    /** What the routes make-clips, make-film and make-webp do. */
    FilmRecord deliver() {
        VideoCheck check = new VideoCheck(programs);
        Encoder encoder = new Encoder(programs, settings);
        for (Encoding clip : new ClipMaker(context, encoders).due(STORY)) {
            records.keep(check.check(encoder.encode(clip)));
        }
        new Poster(context, true).draw(STORY);
        film(check, encoder);
        WebpMaker webp = new WebpMaker(context, programs, encoders);
        webp.due(STORY).forEach(each -> webp.keep(webp.compare(webp.encode(each))));
        webp.retire(STORY);
        return records.read(STORY);
    }

    private void film(VideoCheck check, Encoder encoder) {
        FilmMaker maker = new FilmMaker(context, encoders, true);
        FilmPlan plan = maker.plan(STORY);
        if (plan == null) {
            return;
        }
        TitleCards cards = new TitleCards(store, records);
        cards.draw(plan);
        Encoding film = maker.encoding(plan);
        if (film != null) {
            records.keep(check.check(encoder.encode(film)));
        }
        cards.tidy(plan);
    }
}
