package io.showrunner.capacity;

/** What frames take on disk. */
final class Frames {
    private static final double MB = 1 << 20;
    private static final double GB = 1e9;
    private static final int HOURS_PER_DAY = 24;

    private Frames() {}

    /** Of the whole backlog, or of the scenes of one day. */
    static Plan.Disk plan(CapacityProfile profile, Measured measured, Wish wish) {
        double frame =
                measured.frames() > 0 ? measured.frameSize() : profile.scene().frameSize();
        double scenes =
                wish.isBacklog() ? wish.scenes() : wish.storiesPerHour() * wish.scenesPerStory() * HOURS_PER_DAY;
        int frames = wish.framesPerScene() == null ? profile.scene().frames() : wish.framesPerScene();
        double gigabytes = scenes * frames * frame * MB / GB;
        return new Plan.Disk(
                frame, measured.frames(), gigabytes, gigabytes / profile.host().disk());
    }
}
