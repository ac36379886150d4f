package io.showrunner.writer;

/** Whether a story is still to wait because the words that it wants are being written for another one. */
@FunctionalInterface
public interface TwinWait {
    /** Looks anew; false once the words are there, can be written, or the time to wait is over. */
    boolean isDue();
}
