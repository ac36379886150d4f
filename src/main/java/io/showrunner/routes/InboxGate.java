package io.showrunner.routes;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps brief files in the inbox while the briefs queue is full: nothing is taken then, and one line says so. It opens
 * again when a tenth of the queue is free, so that not every single brief that is written makes two lines.
 */
public final class InboxGate extends DefaultPollingConsumerPollStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(InboxGate.class);

    private final LongSupplier queued;
    private final int depth;
    private final IntSupplier files;
    private boolean isShut;
    private boolean isSaid;

    /**
     * @param queued briefs in the queue now
     * @param depth briefs that may be there
     * @param files brief files in the inbox now
     */
    InboxGate(LongSupplier queued, int depth, IntSupplier files) {
        this.queued = queued;
        this.depth = depth;
        this.files = files;
    }

    /** Says whether the inbox is looked at this time. */
    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return isOpen();
    }

    /** True while there is room for another brief. */
    public synchronized boolean isOpen() {
        long room = depth - queued.getAsLong();
        isShut = isShut ? room < Math.max(1, depth / 10) : room < 1;
        if (isShut && !isSaid) {
            int waiting = files.getAsInt();
            isSaid = waiting > 0;
            if (isSaid) {
                LOG.warn("briefs queue is full; files={} wait in the inbox", waiting);
            }
        } else if (!isShut && isSaid) {
            isSaid = false;
            LOG.info("briefs queue has room; files={} in the inbox are taken again", files.getAsInt());
        }
        return !isShut;
    }
}
