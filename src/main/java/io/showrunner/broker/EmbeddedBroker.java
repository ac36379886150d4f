package io.showrunner.broker;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;

/**
 * The durable priority queues in this JVM: ActiveMQ Artemis with its journal in {@code data/broker}. Every committed
 * message survives the process; an unacknowledged one comes back by itself. Reachable inside this JVM only.
 */
public final class EmbeddedBroker implements Broker {
    private static final AtomicInteger NEXT_SERVER = new AtomicInteger();
    private static final int BUFFER_TIMEOUT_NANOS = 200_000;
    private static final int JOURNAL_FILE_BYTES = 1 << 20;

    /** Threads of the broker's pool, and of its clients' together: they only pass messages on, however many clients there are. */
    private static final int THREADS = 8;

    private static final int TIMER_THREADS = 2;

    static {
        ActiveMQClient.setGlobalThreadPoolProperties(THREADS, TIMER_THREADS, TIMER_THREADS);
    }

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    private final int serverId = NEXT_SERVER.getAndIncrement();

    private final FolderLock lock;

    private EmbeddedBroker(FolderLock lock) {
        this.lock = lock;
    }

    /**
     * Starts the broker.
     *
     * @param folder its journal; made when missing
     * @throws IllegalStateException when the folder cannot be used or another process uses it
     */
    public static EmbeddedBroker start(Path folder, QueueLimits limits) {
        EmbeddedBroker broker = new EmbeddedBroker(FolderLock.take(folder));
        try {
            broker.server.setConfiguration(broker.configuration(folder, limits));
            broker.server.start();
            return broker;
        } catch (Exception e) {
            broker.close();
            throw new IllegalStateException("the queues in " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private Configuration configuration(Path folder, QueueLimits limits) throws Exception {
        return new ConfigurationImpl()
                .setName("showrunner")
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large-messages").toString())
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(JOURNAL_FILE_BYTES)
                .setJournalBufferTimeout_NIO(BUFFER_TIMEOUT_NANOS)
                .setMaxDiskUsage(-1)
                .setThreadPoolMaxSize(THREADS)
                .setScheduledThreadPoolMaxSize(TIMER_THREADS)
                .addAcceptorConfiguration(new TransportConfiguration(
                        InVMAcceptorFactory.class.getName(), Map.of("serverId", serverId), "in-vm"))
                .setAddressSettings(ArtemisQueues.settings(limits));
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return new ActiveMQConnectionFactory("vm://" + serverId
                + "?consumerWindowSize=0&producerWindowSize=1&blockOnDurableSend=true&reconnectAttempts=0");
    }

    @Override
    public jakarta.jms.Queue destination(String name) {
        return new ActiveMQQueue(name);
    }

    @Override
    public boolean delaysRedelivery() {
        return true;
    }

    @Override
    public boolean confirmsWithoutTransaction() {
        return true;
    }

    /**
     * Calls the listener once when the journal cannot be written any more, on a full disk above all. The queues have stopped
     * then and stay so; whatever they had taken is there at the next start.
     */
    public void onFailure(Consumer<Throwable> listener) {
        server.getActiveMQServer().registerIOCriticalErrorListener((cause, message, file) -> listener.accept(cause));
    }

    @Override
    public long depth(String queue) {
        return queue(queue).map(Queue::getMessageCount).orElse(0L);
    }

    @Override
    public long waiting(String queue) {
        return queue(queue)
                .map(found -> found.getMessageCount() - found.getDeliveringCount())
                .orElse(0L);
    }

    @Override
    public boolean isWaitingAbove(String queue, int priority) {
        return queue(queue).filter(found -> hasAbove(found, priority)).isPresent();
    }

    /** A queue that cannot be written ends the application instead: {@link #onFailure}. */
    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public Optional<HeldMessages> held() {
        return Optional.empty();
    }

    @Override
    public int returns() {
        return 0;
    }

    /** Its connections are lost with the queues themselves, and what is missing then is seen at the next start. */
    @Override
    public void senderLost() {}

    private static boolean hasAbove(Queue queue, int priority) {
        try (LinkedListIterator<MessageReference> waiting = queue.browserIterator()) {
            while (waiting.hasNext()) {
                if (waiting.next().getMessage().getPriority() > priority) {
                    return true;
                }
            }
            return false;
        }
    }

    private Optional<Queue> queue(String name) {
        return Optional.ofNullable(server.getActiveMQServer().locateQueue(SimpleString.of(name)));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the queues did not stop: " + e.getMessage(), e);
        } finally {
            lock.close();
        }
    }
}
