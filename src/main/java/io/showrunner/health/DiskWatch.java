package io.showrunner.health;

import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StageHolds.Cause;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Holds the stages that take new work while there is too little room for it. What is in progress may use the reserve. */
public final class DiskWatch {
    private static final Set<Stage> NEW_WORK = EnumSet.of(Stage.INTAKE, Stage.WRITE, Stage.RENDER);

    private final DiskSpace space;
    private final StageHolds holds;
    private volatile DiskSpace.Reading last;

    public DiskWatch(DiskSpace space, StageHolds holds) {
        this.space = space;
        this.holds = holds;
    }

    /** Looks at the free space. */
    public DiskSpace.Reading look() throws IOException {
        last = space.look();
        return last;
    }

    /** What the last look found; null before the first. */
    public DiskSpace.Reading last() {
        return last;
    }

    /** Holds the stages because of what a look found. */
    public void hold(DiskSpace.Reading reading) {
        holds.hold(NEW_WORK, Cause.DISK, reading.sentence());
    }

    /** Lets the stages go on. */
    public void release() {
        holds.release(NEW_WORK, Cause.DISK);
    }

    /** Before the first route takes work: one that starts on a full disk takes none. */
    public void checkBeforeStart() throws IOException {
        DiskSpace.Reading reading = look();
        if (reading.isShort()) {
            hold(reading);
        }
    }
}
