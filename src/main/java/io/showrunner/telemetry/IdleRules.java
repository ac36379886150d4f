package io.showrunner.telemetry;

import io.showrunner.fleet.Hold;
import io.showrunner.fleet.Standing;

/** Why a GPU is idle: the first thing that would have to change before a prompt of ours could execute there. */
final class IdleRules {
    private IdleRules() {}

    /**
     * What a GPU has beside its place in the fleet.
     *
     * @param prompts prompts of ours in its server's queue
     * @param foreign prompts of others in its server's queue
     * @param uploading true while a picture is on its way there
     * @param lowMemory true while it has too little memory for the scene that is to go there
     */
    record Load(int prompts, int foreign, boolean uploading, boolean lowMemory) {}

    static IdleCause cause(Standing server, Load load, WorkAhead work) {
        boolean hasScene = server.prompts() > 0;
        boolean isWanted = hasScene || work.scenes() > 0;
        if (!server.answers() || server.isHeld(Hold.HUNG) || server.isHeld(Hold.SATURATED) || load.foreign() > 0) {
            return IdleCause.SERVER;
        }
        if (server.isHeld(Hold.BREAKER) || (server.onTrial() && isWanted)) {
            return IdleCause.BREAKER;
        }
        if (server.isHeld(Hold.LOW_VRAM) || (hasScene && load.lowMemory())) {
            return IdleCause.LOW_VRAM;
        }
        if (server.isHeld(Hold.DRAINING) || work.renderingHeld()) {
            return IdleCause.PAUSED;
        }
        if (server.isHeld(Hold.LENT) && !hasScene && work.scenes() > 0) {
            return IdleCause.LLM_LATE;
        }
        return isWanted ? withScenes(hasScene, load, work) : withoutScenes(work);
    }

    private static IdleCause withScenes(boolean hasScene, Load load, WorkAhead work) {
        if (work.limited() && load.prompts() == 0) {
            return IdleCause.PAUSED;
        }
        return hasScene && load.uploading() ? IdleCause.COPY : IdleCause.DISPATCH;
    }

    private static IdleCause withoutScenes(WorkAhead work) {
        if (work.paused() > 0 || (work.briefs() > 0 && work.writingHeld())) {
            return IdleCause.PAUSED;
        }
        return work.briefs() > 0 ? IdleCause.LLM_LATE : IdleCause.NO_WORK;
    }
}
