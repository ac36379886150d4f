package io.showrunner.chaos;

/** Something that is not there for a while, such as a broker or a network. */
public interface Disturbance {
    /** What it is, for the table. */
    String kind();

    void begin() throws InterruptedException;

    /** Everything is as before when it returns. */
    void end() throws InterruptedException;
}
