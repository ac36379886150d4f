package io.showrunner.broker;

import io.showrunner.cluster.SharedLocks;
import io.showrunner.config.BrokerSettings;
import io.showrunner.config.Settings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens the queues where the settings say that they are. */
public final class Brokers {
    private Brokers() {}

    /**
     * Opens them. An embedded broker is up then; an external one may not be there yet, and {@link Broker#trouble} says so.
     *
     * @param slots of all ComfyUI servers together
     * @param cluster locks that the other nodes on the same queues obey; empty when there are none
     * @param onFailure told once when an embedded broker cannot write its journal any more
     * @throws IllegalStateException when another process works with the same data folder, or its journal cannot be used
     */
    public static Broker open(
            Settings settings, int slots, Optional<SharedLocks> cluster, Consumer<Throwable> onFailure) {
        BrokerSettings broker = settings.broker();
        QueueLimits limits = QueueLimits.of(settings, slots);
        Path folder = settings.data().resolve("broker");
        if (broker.isEmbedded()) {
            EmbeddedBroker embedded = EmbeddedBroker.start(folder, limits);
            embedded.onFailure(onFailure);
            return embedded;
        }
        HeldMessages held = new HeldMessages(cluster);
        return ExternalBroker.start(server(broker, limits, held), broker.address(), FolderLock.take(folder), held);
    }

    static BrokerServer server(BrokerSettings settings, QueueLimits limits, HeldMessages held) {
        return settings.isRabbit()
                ? new RabbitServer(settings, limits, held::count)
                : new ArtemisServer(settings, limits);
    }
}
