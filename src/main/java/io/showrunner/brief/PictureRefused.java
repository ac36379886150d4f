package io.showrunner.brief;

/** A file cannot be used as a keyframe; the message is a rule for a {@link Problem}. */
final class PictureRefused extends Exception {
    private static final long serialVersionUID = 1L;

    PictureRefused(String rule) {
        super(rule);
    }
}
