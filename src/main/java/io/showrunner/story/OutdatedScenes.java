package io.showrunner.story;

/** Somebody changed the scenes since they were looked at. */
public final class OutdatedScenes extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutdatedScenes(String storyId) {
        super("the scenes of " + storyId
                + " were changed since you looked at them; read them again, then change or approve"
                + " what is so now");
    }
}
