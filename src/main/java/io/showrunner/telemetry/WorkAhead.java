package io.showrunner.telemetry;

/**
 * What there is to do for all GPUs together.
 *
 * @param scenes scenes that wait for a GPU, and have none yet
 * @param briefs briefs that wait to be written, or are being written
 * @param renderingHeld true while the render stage takes no work
 * @param writingHeld true while the write stage takes no work
 * @param paused stories and scenes that a person paused
 * @param limited true while the hour's limit lets no scene begin
 */
public record WorkAhead(
        long scenes, long briefs, boolean renderingHeld, boolean writingHeld, int paused, boolean limited) {
    static final WorkAhead NOTHING = new WorkAhead(0, 0, false, false, 0, false);
}
