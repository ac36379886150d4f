package io.showrunner.broker;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues on a server of its own. One thread keeps a connection that counts; while it cannot, nobody else knocks: whoever
 * wants a connection is told at once why there is none, and one sentence in the log says so. Thread-safe.
 */
final class ExternalBroker implements Broker {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalBroker.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 8_000;

    private final BrokerServer server;
    private final String address;
    private final FolderLock lock;
    private final HeldMessages held;
    private final Map<String, Long> lastDepths = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "broker-watch");
        thread.setDaemon(true);
        return thread;
    });
    private QueueCounts counts;
    private long pause = LOOK_MILLIS;
    private volatile String trouble = "it was not asked yet";
    private final AtomicInteger losses = new AtomicInteger();

    private ExternalBroker(BrokerServer server, String address, FolderLock lock, HeldMessages held) {
        this.server = server;
        this.address = address;
        this.lock = lock;
        this.held = held;
    }

    /** Goes on whether the server is there or not; when it is, its queues are ready. */
    static ExternalBroker start(BrokerServer server, String address, FolderLock lock, HeldMessages held) {
        ExternalBroker broker = new ExternalBroker(server, address, lock, held);
        broker.look();
        return broker;
    }

    private interface Question<T> {
        T ask(QueueCounts counts) throws Exception;
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return new WatchedConnections(server.connectionFactory(), this::requireServer);
    }

    private void requireServer() throws JMSException {
        String why = trouble;
        if (why != null) {
            throw new JMSException(sentence(why));
        }
    }

    @Override
    public Queue destination(String name) {
        return server.destination(name);
    }

    @Override
    public boolean delaysRedelivery() {
        return server.delaysRedelivery();
    }

    @Override
    public boolean confirmsWithoutTransaction() {
        return server.confirmsWithoutTransaction();
    }

    @Override
    public long depth(String queue) {
        try {
            lastDepths.put(queue, ask(connection -> connection.depth(queue)));
        } catch (BrokerUnavailable e) {
            LOG.debug("the last depth of {} stands: {}", queue, e.getMessage());
        }
        return lastDepths.getOrDefault(queue, 0L);
    }

    @Override
    public long waiting(String queue) {
        return ask(connection -> connection.waiting(queue));
    }

    @Override
    public boolean isWaitingAbove(String queue, int priority) {
        return ask(connection -> connection.isWaitingAbove(queue, priority));
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble).map(this::sentence);
    }

    @Override
    public Optional<HeldMessages> held() {
        return Optional.of(held);
    }

    @Override
    public int returns() {
        return losses.get();
    }

    @Override
    public void senderLost() {
        losses.incrementAndGet();
    }

    private String sentence(String why) {
        return "the broker at " + address + " cannot be used: " + why;
    }

    private synchronized <T> T ask(Question<T> question) {
        if (counts == null) {
            throw new BrokerUnavailable(sentence(trouble));
        }
        try {
            return question.ask(counts);
        } catch (Exception e) {
            lost(e);
            throw new BrokerUnavailable(sentence(trouble));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // every look reports its own failure
    private void look() {
        if (trouble == null) {
            depth(BRIEFS);
        } else {
            connect();
        }
        pause = trouble == null ? LOOK_MILLIS : Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        watch.schedule(this::look, pause, TimeUnit.MILLISECONDS);
    }

    /** What a look before the stop began is not opened any more after it. */
    private synchronized void connect() {
        if (watch.isShutdown()) {
            return;
        }
        try {
            counts = server.open();
            trouble = null;
            LOG.info("the queues are on the broker at {}", address);
        } catch (Exception e) {
            tell(e);
        }
    }

    /** A server that hangs makes even the closing wait, and nobody else is to wait for that. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void lost(Exception failure) {
        losses.incrementAndGet();
        tell(failure);
        CompletableFuture.runAsync(counts::close);
        counts = null;
    }

    private void tell(Exception failure) {
        String why = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (!why.equals(trouble)) {
            LOG.warn("{}; nothing is lost, and it is tried again until it can", sentence(why));
        }
        trouble = why;
    }

    private void closeCounts() {
        if (counts != null) {
            counts.close();
            counts = null;
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        synchronized (this) {
            closeCounts();
            trouble = "it was closed";
        }
        lock.close();
    }
}
