package io.showrunner.story;

/** What is said to a person who changed something, or who could not. */
final class ControlWords {
    private ControlWords() {}

    /** What is so now. */
    static String done(Control control) {
        return control.subject()
                + switch (control.action()) {
                    case CANCEL -> " is cancelled";
                    case PAUSE -> " is paused; what runs goes on to its end";
                    case RESUME -> " waits for its turn again";
                    case RETRY -> " is tried again";
                    case FRONT -> " is the next one";
                    case BACK -> " is the last one of its priority";
                    case PRIORITISE ->
                        " is wanted with priority " + control.priority().word();
                };
    }

    /** True for what can be done to a story that nobody has approved: as a whole it is given up, or wanted sooner or later. */
    static boolean isForUnapproved(Control control) {
        return control.sceneId() == null
                && (control.action() == Control.Action.CANCEL || control.action() == Control.Action.PRIORITISE);
    }

    /** Why it cannot be done before somebody has approved the story. */
    static ControlRefused unapproved(Control control) {
        return ControlRefused.because(control.subject() + " waits for approval: approve " + control.storyId()
                + ", change its scenes, or cancel it as a whole");
    }

    /** Why it cannot be done. */
    static ControlRefused refused(Control control, String state) {
        return ControlRefused.because(control.subject() + " is " + state + ": "
                + switch (control.action()) {
                    case CANCEL -> "there is nothing left to cancel";
                    case PAUSE -> "only what waits can be paused; cancel what runs";
                    case RESUME -> "nothing of it is paused";
                    case RETRY -> "only what failed or was cancelled can be tried again, once it is off its server";
                    case FRONT, BACK, PRIORITISE -> "nothing of it waits for its turn";
                });
    }
}
