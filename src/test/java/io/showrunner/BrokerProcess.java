package io.showrunner;

/** A broker in processes of its own, at one address for all its lives. */
public interface BrokerProcess extends AutoCloseable {
    /** Starts it, and waits until it can be connected to. */
    void start() throws Exception;

    /** What {@code showrunner.broker.url} says. */
    String url();

    /** SIGKILL; what it had on disk stays. */
    void kill();

    @Override
    void close();
}
