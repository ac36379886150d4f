package io.showrunner.web;

/** The content type of a request is none that a brief can have. */
final class UnreadableType extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableType() {
        super("the content type is none that a brief can have");
    }
}
