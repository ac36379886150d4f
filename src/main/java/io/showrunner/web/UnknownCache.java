package io.showrunner.web;

/** There is no cache of this name. */
public final class UnknownCache extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownCache(String name) {
        super("There is no cache " + name + "; there are prompts and scenes.");
    }
}
