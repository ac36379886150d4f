package io.showrunner.routes;

import io.showrunner.broker.Broker;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** What {@code /observe/health} and {@code /observe/health/ready} say about the queues. */
final class BrokerHealth extends AbstractHealthCheck {
    private final Broker broker;

    BrokerHealth(Broker broker) {
        super("showrunner", "broker");
        this.broker = broker;
    }

    /** No restart of the application brings a broker back. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<String> trouble = broker.trouble();
        builder.message(trouble.orElse("the queues can be used")).state(trouble.isEmpty() ? State.UP : State.DOWN);
    }
}
