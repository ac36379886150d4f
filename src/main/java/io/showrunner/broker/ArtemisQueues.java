package io.showrunner.broker;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * What an Artemis server has to know of each queue, be it this process or another: that a message is never given up or
 * hurried, because failures are counted here, and that one too many is refused.
 */
final class ArtemisQueues {
    private static final SimpleString DEAD_LETTERS = SimpleString.of("showrunner.dead-letters");
    private static final long REDELIVERY_DELAY_MILLIS = 500;

    private ArtemisQueues() {}

    static Map<String, AddressSettings> settings(QueueLimits limits) {
        Map<String, AddressSettings> settings = new LinkedHashMap<>();
        settings.put(Broker.BRIEFS, bounded(limits.briefs()));
        settings.put(Broker.SCENES, bounded(limits.scenes()));
        settings.put(Broker.FRAMES, unbounded());
        settings.put(Broker.DELIVERIES, unbounded());
        return settings;
    }

    private static AddressSettings bounded(int most) {
        return unbounded().setMaxSizeMessages(most).setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL);
    }

    private static AddressSettings unbounded() {
        return new AddressSettings()
                .setMaxDeliveryAttempts(-1)
                .setDeadLetterAddress(DEAD_LETTERS)
                .setExpiryAddress(DEAD_LETTERS)
                .setRedeliveryDelay(REDELIVERY_DELAY_MILLIS)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }
}
