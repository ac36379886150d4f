package io.showrunner.render;

import io.showrunner.comfyui.UnreadableReply;
import io.showrunner.comfyui.UploadReply;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The upload of a scene's picture before its prompt. A picture that the server has already is not written again, because
 * another prompt may be reading it; one of this name with other content is what an upload that broke off left, and is
 * replaced. For one prompt and one thread.
 */
public final class KeyframeUpload {
    private final Keyframe keyframe;
    private boolean replacing;
    private boolean done;

    KeyframeUpload(Keyframe keyframe) {
        this.keyframe = keyframe;
    }

    /** The picture here. */
    public Path source() {
        return keyframe.source();
    }

    /** The file name that the workflow expects. */
    public String name() {
        return keyframe.name();
    }

    /** Subfolder of the server's input folder. */
    public String subfolder() {
        return keyframe.subfolder();
    }

    /** True when the picture of this name on the server is to be replaced. */
    public boolean isReplacing() {
        return replacing;
    }

    boolean isDone() {
        return done;
    }

    /** Takes the server's answer; says what is wrong when the picture cannot be used there. */
    Optional<String> answered(int status, String body) {
        if (status >= 300) {
            return Optional.of("the server refused the keyframe " + name() + " with " + status);
        }
        UploadReply reply;
        try {
            reply = UploadReply.read(body);
        } catch (UnreadableReply e) {
            return Optional.of(e.getMessage());
        }
        done = reply.name().equals(name()) && reply.subfolder().equals(subfolder());
        if (done) {
            return Optional.empty();
        }
        if (replacing) {
            return Optional.of("the server keeps the keyframe as " + reply.subfolder() + "/" + reply.name()
                    + ", the workflow expects " + keyframe.asInput());
        }
        replacing = true;
        return Optional.empty();
    }
}
