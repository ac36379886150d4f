package io.showrunner.broker;

import jakarta.jms.ResourceAllocationException;
import org.apache.activemq.artemis.api.core.ActiveMQAddressFullException;
import org.apache.camel.util.ObjectHelper;

/** Tells a queue that takes no more for now from a broker that fails. */
public final class FullQueue {
    private FullQueue() {}

    /** True when a message was refused because its queue is full, whatever was wrapped around that. */
    public static boolean isReasonFor(Throwable failure) {
        return ObjectHelper.getException(ActiveMQAddressFullException.class, failure) != null
                || ObjectHelper.getException(ResourceAllocationException.class, failure) != null;
    }
}
