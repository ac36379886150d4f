package io.showrunner.broker;

/** The contract with the queues in this process. */
class EmbeddedBrokerContractTest extends BrokerContract {
    @Override
    Broker open() {
        return EmbeddedBroker.start(folder.resolve("broker"), LIMITS);
    }

    @Override
    void restart() {
        broker.close();
        broker = open();
    }
}
