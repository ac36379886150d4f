package io.showrunner.broker;

import jakarta.jms.JMSRuntimeException;

/** An external broker cannot be reached. Whatever asked goes back to where it was and is tried again. */
public final class BrokerUnavailable extends JMSRuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerUnavailable(String reason) {
        super(reason);
    }
}
