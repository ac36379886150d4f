package io.showrunner.frames;

import java.io.IOException;

/** A file that cannot be taken as a frame: which one, and why. */
public class FrameProblem extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final Reason reason;

    /** Why a file is not a frame. The first four may go away by themselves while ComfyUI is still writing. */
    public enum Reason {
        MISSING("is not there"),
        EMPTY("is empty"),
        TRUNCATED("is truncated"),
        NOT_A_PNG("is not a PNG"),
        TOO_LARGE("is too large"),
        UNDECODABLE("cannot be decoded"),
        WRONG_SIZE("has the wrong size"),
        OUTSIDE("lies outside the output folder");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    FrameProblem(String file, Reason reason, String detail) {
        super(file + " " + reason.words + (detail.isEmpty() ? "" : ": " + detail));
        this.file = file;
        this.reason = reason;
    }

    /** The file's name as people know it. */
    public String file() {
        return file;
    }

    /** Why it is not a frame. */
    public Reason reason() {
        return reason;
    }
}
