package io.showrunner.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;

/** Connections to a server that somebody watches: while it is known to be away, asking for one fails at once. */
final class WatchedConnections implements ConnectionFactory {
    private final ConnectionFactory connections;
    private final Gate gate;

    /** Throws while there is no use in connecting. */
    interface Gate {
        void pass() throws JMSException;
    }

    WatchedConnections(ConnectionFactory connections, Gate gate) {
        this.connections = connections;
        this.gate = gate;
    }

    @Override
    public Connection createConnection() throws JMSException {
        gate.pass();
        return connections.createConnection();
    }

    @Override
    public Connection createConnection(String user, String password) throws JMSException {
        gate.pass();
        return connections.createConnection(user, password);
    }

    @Override
    public JMSContext createContext() {
        return passed().createContext();
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return passed().createContext(sessionMode);
    }

    @Override
    public JMSContext createContext(String user, String password) {
        return passed().createContext(user, password);
    }

    @Override
    public JMSContext createContext(String user, String password, int sessionMode) {
        return passed().createContext(user, password, sessionMode);
    }

    private ConnectionFactory passed() {
        try {
            gate.pass();
            return connections;
        } catch (JMSException e) {
            throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
        }
    }
}
