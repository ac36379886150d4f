package io.showrunner.film;

import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code film.json} of every story, and the one way in which a video gets its name. */
public final class FilmRecords {
    private static final Logger LOG = LoggerFactory.getLogger(FilmRecords.class);

    private final StoryStore store;

    public FilmRecords(StoryStore store) {
        this.store = store;
    }

    /** A delivery begins: what an earlier one could not make is not held against it. */
    void begin(String storyId) {
        if (Files.exists(file(storyId))) {
            change(storyId, FilmRecord::silent);
        }
    }

    /** The video gets its name when nothing speaks against it; else it goes, and the record says why. */
    public void keep(Encoded encoded) {
        Encoding encoding = encoded.encoding();
        if (encoded.failure() != null) {
            DurableFiles.delete(encoded.temporary());
            missing(encoding.storyId(), encoding.file(), encoded.failure());
            return;
        }
        Path target = encoding.folder().resolve(encoding.file());
        long bytes = rename(encoded.temporary(), target);
        Video video = encoding.video();
        made(
                encoding.storyId(),
                new Product(
                        encoding.file(),
                        encoding.inputs(),
                        video.codec().name().toLowerCase(Locale.ROOT),
                        video.width(),
                        video.height(),
                        video.frames(),
                        video.fps(),
                        Math.round(video.seconds() * 1000) / 1000.0,
                        bytes,
                        encoded.took().toMillis() / 1000.0));
    }

    /** True when the file is there, made of these inputs. */
    boolean isMade(String storyId, String file, String inputs) {
        return Files.exists(store.folder(storyId).resolve(file))
                && read(storyId)
                        .product(file)
                        .filter(product -> product.inputs().equals(inputs))
                        .isPresent();
    }

    boolean hasProduct(String storyId, String file) {
        return read(storyId).product(file).isPresent();
    }

    void made(String storyId, Product product) {
        change(storyId, record -> record.with(product));
        LOG.info(
                "storyId={} file={} {} {}x{} frames={} bytes={} seconds={} made",
                storyId,
                product.file(),
                product.kind(),
                product.width(),
                product.height(),
                product.frames(),
                product.bytes(),
                product.encodeSeconds());
    }

    /** One that an earlier delivery made stays. */
    void missing(String storyId, String file, String why) {
        boolean older = Files.exists(store.folder(storyId).resolve(file));
        LOG.warn("storyId={} file={} not made: {}", storyId, file, why);
        say(
                storyId,
                "NOT_MADE: " + file + ": " + why + (older ? "; the one that is there is of an earlier delivery" : ""));
    }

    void say(String storyId, String note) {
        change(storyId, record -> record.saying(note));
    }

    FilmRecord read(String storyId) {
        Path file = file(storyId);
        return Files.exists(file) ? Json.read(file, FilmRecord.class) : new FilmRecord(storyId, List.of(), List.of());
    }

    /** The archive holds the record: it is written only when it says something else. */
    private void change(String storyId, UnaryOperator<FilmRecord> change) {
        FilmRecord before = read(storyId);
        FilmRecord after = change.apply(before);
        if (!after.equals(before)) {
            DurableFiles.writeJson(file(storyId), after);
        }
    }

    private Path file(String storyId) {
        return store.folder(storyId).resolve(FilmRecord.FILE);
    }

    private static long rename(Path temporary, Path target) {
        try {
            DurableFiles.sync(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            DurableFiles.sync(target.getParent());
            return Files.size(target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + target + ": " + e.getMessage(), e);
        }
    }
}
