package io.showrunner.broker;

import java.io.IOException;
import java.util.Map;
import org.apache.activemq.artemis.api.config.ActiveMQDefaultConfiguration;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Asks an Artemis server through its management address, for which the user needs the permission {@code manage}. */
final class ArtemisCounts implements QueueCounts {
    private final ActiveMQConnectionFactory factory;
    private final ClientSession session;
    private final ClientRequestor requestor;
    private final long patienceMillis;

    private ArtemisCounts(
            ActiveMQConnectionFactory factory, ClientSession session, ClientRequestor requestor, long patienceMillis) {
        this.factory = factory;
        this.session = session;
        this.requestor = requestor;
        this.patienceMillis = patienceMillis;
    }

    /** Connects; closing closes the factory too. */
    static ArtemisCounts open(ActiveMQConnectionFactory factory, long patienceMillis) throws Exception {
        try {
            ClientSession session = factory.getServerLocator()
                    .createSessionFactory()
                    .createSession(factory.getUser(), factory.getPassword(), false, true, true, false, 0);
            ClientRequestor requestor =
                    new ClientRequestor(session.start(), ActiveMQDefaultConfiguration.getDefaultManagementAddress());
            return new ArtemisCounts(factory, session, requestor, patienceMillis);
        } catch (Exception e) {
            factory.close();
            throw e;
        }
    }

    /** Makes the queues that are missing, and says again how each is to be treated. */
    void declare(Map<String, AddressSettings> queues) throws Exception {
        for (Map.Entry<String, AddressSettings> queue : queues.entrySet()) {
            invoke(
                    ResourceNames.BROKER,
                    "addAddressSettings",
                    queue.getKey(),
                    queue.getValue().toJSON());
            String form = QueueConfiguration.of(queue.getKey())
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true)
                    .toJSON();
            invoke(ResourceNames.BROKER, "createQueue", form, true);
        }
    }

    @Override
    public long depth(String queue) throws Exception {
        return number(queue, "messageCount");
    }

    @Override
    public long waiting(String queue) throws Exception {
        return depth(queue) - number(queue, "deliveringCount");
    }

    @Override
    public boolean isWaitingAbove(String queue, int priority) throws Exception {
        Object count = invoke(ResourceNames.QUEUE + queue, "countMessages", "AMQPriority > " + priority);
        return ((Number) count).longValue() > 0;
    }

    private long number(String queue, String attribute) throws Exception {
        ClientMessage question = session.createMessage(false);
        ManagementHelper.putAttribute(question, ResourceNames.QUEUE + queue, attribute);
        return ((Number) answer(question)).longValue();
    }

    private Object invoke(String resource, String operation, Object... parameters) throws Exception {
        ClientMessage question = session.createMessage(false);
        ManagementHelper.putOperationInvocation(question, resource, operation, parameters);
        return answer(question);
    }

    private Object answer(ClientMessage question) throws Exception {
        ClientMessage answer = requestor.request(question, patienceMillis);
        if (answer == null) {
            throw new IOException("it did not answer for " + patienceMillis / 1000 + " s");
        }
        answer.acknowledge();
        Object result = ManagementHelper.getResult(answer);
        if (!ManagementHelper.hasOperationSucceeded(answer)) {
            throw new IOException(String.valueOf(result));
        }
        return result;
    }

    @Override
    public void close() {
        factory.close();
    }
}
