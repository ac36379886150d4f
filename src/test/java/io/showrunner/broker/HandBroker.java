package io.showrunner.broker;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import java.util.Optional;

/** A broker that is there or not as a test says, and has no queues. */
final class HandBroker implements Broker {
    private boolean isLost;
    private int losses;

    void isLost(boolean isLost) {
        this.isLost = isLost;
        losses += isLost ? 1 : 0;
    }

    @Override
    public Optional<String> trouble() {
        return isLost ? Optional.of("it is away") : Optional.empty();
    }

    @Override
    public int returns() {
        return losses;
    }

    @Override
    public ConnectionFactory connectionFactory() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Queue destination(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean delaysRedelivery() {
        return true;
    }

    @Override
    public boolean confirmsWithoutTransaction() {
        return true;
    }

    @Override
    public long depth(String queue) {
        return 0;
    }

    @Override
    public long waiting(String queue) {
        return 0;
    }

    @Override
    public boolean isWaitingAbove(String queue, int priority) {
        return false;
    }

    @Override
    public Optional<HeldMessages> held() {
        return Optional.empty();
    }

    @Override
    public void senderLost() {
        losses++;
    }

    @Override
    public void close() {}
}
