package io.showrunner.comfyui;

/** A server answered with something that is not the reply it should be: not JSON, or JSON of another shape. */
public final class UnreadableReply extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableReply(String message) {
        super(message);
    }
}
