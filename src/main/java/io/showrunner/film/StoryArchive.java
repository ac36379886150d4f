package io.showrunner.film;

import io.showrunner.config.FilmSettings;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Sha256;
import io.showrunner.story.StoryStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs a story into {@code <storyId>.zip} in its own folder. Files are streamed, pictures and videos are stored as they are,
 * and what was written is read again and compared before it gets its name. Its comment is a hash of what is in it, by which
 * a delivery that is repeated finds that there is nothing to do.
 */
public final class StoryArchive {
    private static final Logger LOG = LoggerFactory.getLogger(StoryArchive.class);
    private static final int BUFFER = 1 << 16;

    private final StoryStore store;
    private final FilmSettings settings;
    private final Stopping stopping;

    public StoryArchive(StoryStore store, FilmSettings settings, Stopping stopping) {
        this.store = store;
        this.settings = settings;
        this.stopping = stopping;
    }

    /** Its name in the story's folder. */
    static String file(String storyId) {
        return storyId + ".zip";
    }

    /** True when stories are to be packed. */
    public boolean isWanted() {
        return settings.archive();
    }

    /**
     * Packs the story, unless its archive has exactly what there is.
     *
     * @throws UncheckedIOException when it cannot be written, or is not what it should be; none stays behind then
     */
    public void pack(String storyId) {
        Path folder = store.folder(storyId);
        Path archive = folder.resolve(file(storyId));
        List<ArchiveEntry> entries =
                ArchiveEntry.of(folder, Set.of(archive.getFileName().toString(), Publication.FILE, "story.delivered"));
        String contents =
                Sha256.hex(entries.stream().map(ArchiveEntry::signature).collect(Collectors.joining()));
        try {
            if (!contents.equals(contents(archive))) {
                pack(storyId, entries, contents, archive);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pack " + archive + ": " + e.getMessage(), e);
        }
    }

    private void pack(String storyId, List<ArchiveEntry> entries, String contents, Path archive) throws IOException {
        long begin = System.nanoTime();
        Path temporary =
                archive.resolveSibling(DurableFiles.TEMPORARY + archive.getFileName() + "-" + UUID.randomUUID());
        try {
            verify(temporary, write(storyId, entries, contents, temporary));
            DurableFiles.sync(temporary);
            Files.move(temporary, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        DurableFiles.sync(archive.getParent());
        LOG.info(
                "storyId={} archive={} files={} bytes={} seconds={} packed",
                storyId,
                archive.getFileName(),
                entries.size(),
                Files.size(archive),
                Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0);
    }

    /** Gives the checksum of every file by its name in the archive. */
    private Map<String, Long> write(String storyId, List<ArchiveEntry> entries, String contents, Path target)
            throws IOException {
        Map<String, Long> written = new LinkedHashMap<>();
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target), BUFFER);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setComment(contents);
            for (ArchiveEntry entry : entries) {
                ZipEntry header = new ZipEntry(storyId + "/" + entry.name());
                header.setLastModifiedTime(entry.modified());
                if (entry.isPacked()) {
                    header.setMethod(ZipEntry.STORED);
                    header.setSize(entry.size());
                    header.setCrc(read(entry.file(), OutputStream.nullOutputStream()));
                }
                zip.putNextEntry(header);
                written.put(header.getName(), read(entry.file(), zip));
                zip.closeEntry();
            }
        }
        return written;
    }

    private void verify(Path archive, Map<String, Long> written) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            if (zip.size() != written.size()) {
                throw new IOException(zip.size() + " files in it, not " + written.size());
            }
            for (Map.Entry<String, Long> each : written.entrySet()) {
                ZipEntry entry = zip.getEntry(each.getKey());
                if (entry == null || !matches(zip, entry, each.getValue())) {
                    throw new IOException(each.getKey() + " is not in it as it was written");
                }
            }
        }
    }

    private boolean matches(ZipFile zip, ZipEntry entry, long crc) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return entry.getCrc() == crc && copy(in, OutputStream.nullOutputStream()) == crc;
        }
    }

    private long read(Path file, OutputStream target) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return copy(in, target);
        }
    }

    /** Gives the checksum. A stop ends it. */
    private long copy(InputStream in, OutputStream target) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            stopping.check();
            crc.update(buffer, 0, read);
            target.write(buffer, 0, read);
        }
        return crc.getValue();
    }

    /** What the archive says is in it; null when there is none that can be read. */
    private static String contents(Path archive) {
        if (!Files.exists(archive)) {
            return null;
        }
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            return zip.getComment();
        } catch (IOException e) {
            LOG.warn("{} cannot be read and is packed anew: {}", archive, e.getMessage());
            return null;
        }
    }
}
