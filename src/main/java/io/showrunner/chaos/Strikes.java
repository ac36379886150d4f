package io.showrunner.chaos;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is killed, one strike after the other, and that it comes back. */
interface Strikes {
    /** Every application that can be struck. */
    List<Application> applications();

    /** Starts what does not live, and waits until all of it is ready. */
    void startAll() throws InterruptedException;

    /**
     * Kills something and starts it again.
     *
     * @param narrator told what, before it happens
     */
    void strike(Consumer<String> narrator) throws InterruptedException;

    /** What was done so far, in the order of the table. */
    Map<String, String> figures();

    /** What came out beside the invariants of the records. */
    List<Finding> findings();
}
