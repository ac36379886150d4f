package io.showrunner;

/** A broker in processes of its own, at one address for all its lives. */
public interface BrokerProcess extends AutoCloseable {
    /** Starts it, and waits until it can be connected to. */
    void start() throws Exception;

    /** What {@code showrunner.broker.url} says. */
    String url();

    /** Ends it by SIGKILL, and returns when it can be connected to again; what it had on disk is there. */
    void restart() throws Exception;

    /** Sends a signal, such as {@code STOP}, to the process that has the queues. */
    void signal(String name) throws InterruptedException;

    @Override
    void close();
}
