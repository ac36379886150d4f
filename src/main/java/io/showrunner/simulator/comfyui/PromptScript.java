package io.showrunner.simulator.comfyui;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What goes wrong during one run of one prompt; nothing, unless a rule says so. */
final class PromptScript {
    private String node = "";
    private Optional<NodeFailure> failure = Optional.empty();
    private Stuck stuck = Stuck.NO;
    private BooleanSupplier released = () -> false;
    private boolean interrupted;
    private Optional<String> diskFullAt = Optional.empty();
    private boolean crash;
    private Optional<Duration> evictAfter = Optional.empty();
    private LastFile lastFile = LastFile.WHOLE;
    private Duration lateBy = Duration.ZERO;
    private int missing;
    private boolean blank;
    private boolean scattered;
    private double slowness = 1;

    enum Stuck {
        NO,
        TICKING,
        SILENT
    }

    enum LastFile {
        WHOLE,
        LATE,
        GROWING,
        TRUNCATED,
        EMPTY
    }

    void failAt(String nodeId, NodeFailure with) {
        node = nodeId;
        failure = Optional.of(with);
    }

    void stuckAt(String nodeId, Stuck how) {
        node = nodeId;
        stuck = how;
    }

    void holdAt(String nodeId, BooleanSupplier until) {
        stuckAt(nodeId, Stuck.TICKING);
        released = until;
    }

    void interruptAt(String nodeId) {
        node = nodeId;
        interrupted = true;
    }

    void diskFullAt(String nodeId) {
        diskFullAt = Optional.of(nodeId);
    }

    void crash() {
        crash = true;
    }

    void evictAfter(Duration time) {
        evictAfter = Optional.of(time);
    }

    void missingFiles(int n) {
        missing = n;
    }

    void lastFile(LastFile how, Duration by) {
        lastFile = how;
        lateBy = by;
    }

    void blankPictures() {
        blank = true;
    }

    void scatterFiles() {
        scattered = true;
    }

    void slow(double factor) {
        slowness = factor;
    }

    boolean crashes() {
        return crash;
    }

    /** Whether this node is the one that goes wrong; {@code likely} when no node was named. */
    boolean concerns(String nodeId, boolean likely) {
        return node.isEmpty() ? likely : node.equals(nodeId);
    }

    Optional<NodeFailure> failure() {
        return failure;
    }

    Stuck stuck() {
        return stuck;
    }

    /** Whether a node that is stuck and ticks goes on. */
    boolean isReleased() {
        return released.getAsBoolean();
    }

    boolean isInterrupted() {
        return interrupted;
    }

    boolean isDiskFull(String nodeId, int index, int count) {
        return index == count - 1
                && diskFullAt.filter(at -> at.isEmpty() || at.equals(nodeId)).isPresent();
    }

    Optional<Duration> evictsAfter() {
        return evictAfter;
    }

    boolean isMissing(int index, int count) {
        return index >= count - missing;
    }

    LastFile file(int index, int count) {
        return index == count - 1 ? lastFile : LastFile.WHOLE;
    }

    Duration lateBy() {
        return lateBy;
    }

    boolean isBlank() {
        return blank;
    }

    boolean isScattered() {
        return scattered;
    }

    double slowness() {
        return slowness;
    }
}
