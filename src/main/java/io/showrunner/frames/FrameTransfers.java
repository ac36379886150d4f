package io.showrunner.frames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Frames on their way over HTTP. What came of one before its transfer broke off is kept, and only the rest is asked for, as
 * long as the file on the server is the same one (its ETag). Thread-safe; each frame is fetched by one thread.
 */
public final class FrameTransfers {
    private static final int PARTIAL_CONTENT = 206;
    private static final String WEAK = "W/";

    private final Map<Path, Transfer> transfers = new ConcurrentHashMap<>();

    /** @param part null while nothing is kept of it */
    private record Transfer(String etag, Path part, long size) {}

    /** The value of {@code Range}; null when the whole frame is to come. */
    public String range(FrameFile frame) {
        return part(frame.target())
                .map(transfer -> "bytes=" + transfer.size() + "-")
                .orElse(null);
    }

    /** The value of {@code If-Range}; null when the whole frame is to come. */
    public String version(FrameFile frame) {
        return part(frame.target()).map(Transfer::etag).orElse(null);
    }

    /**
     * The server has answered, and the frame is about to be read. ComfyUI sends a part of whatever file lies there now,
     * since it understands no ETag in {@code If-Range}: a part of another file is refused here.
     *
     * @param headers of the answer, whatever the case of their names
     */
    public void begun(FrameFile frame, int status, Map<String, Object> headers) throws IOException {
        String etag = (String) headers.get("ETag");
        String contentRange = (String) headers.get("Content-Range");
        Optional<Transfer> before = part(frame.target());
        boolean partial = status == PARTIAL_CONTENT;
        if (partial
                && before.filter(part -> continues(part, etag, contentRange)).isPresent()) {
            return;
        }
        forget(frame.target());
        if (partial) {
            throw new FrameProblem(
                    frame.source().filename(), FrameProblem.Reason.TRUNCATED, "it changed while it was on its way");
        }
        if (etag != null && !etag.startsWith(WEAK)) {
            transfers.put(frame.target(), new Transfer(etag, null, 0));
        }
    }

    /** What has come of the frame so far. */
    Optional<Path> kept(Path target) {
        return part(target).map(Transfer::part);
    }

    /** Keeps what has come when the rest can be asked for; false when it cannot. */
    boolean keep(Path target, Path part) throws IOException {
        Transfer transfer = transfers.get(target);
        long size = Files.size(part);
        if (transfer == null || size == 0) {
            return false;
        }
        transfers.put(target, new Transfer(transfer.etag(), part, size));
        return true;
    }

    /** The frame has come, or is to come anew; what was kept of it goes. */
    void forget(Path target) {
        Transfer transfer = transfers.remove(target);
        if (transfer != null && transfer.part() != null) {
            delete(transfer.part());
        }
    }

    /** Nothing in the folder is awaited any more. */
    void forgetAllIn(Path folder) {
        transfers.keySet().stream()
                .filter(target -> target.startsWith(folder))
                .toList()
                .forEach(this::forget);
    }

    private Optional<Transfer> part(Path target) {
        return Optional.ofNullable(transfers.get(target)).filter(transfer -> transfer.part() != null);
    }

    private static boolean continues(Transfer part, String etag, String contentRange) {
        return part.etag().equals(etag)
                && contentRange != null
                && contentRange.startsWith("bytes " + part.size() + "-");
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + part + ": " + e.getMessage(), e);
        }
    }
}
