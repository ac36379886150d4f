package io.showrunner.broker;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.ExceptionListener;
import jakarta.jms.Queue;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of queues with three messages each, which is there or not as a test says, and counts who knocks. */
final class HandServer implements BrokerServer {
    final AtomicInteger knocks = new AtomicInteger();
    final AtomicInteger counting = new AtomicInteger();
    volatile boolean isThere;
    volatile ExceptionListener listener;

    @Override
    public QueueCounts open() throws IOException {
        requireItself();
        counting.incrementAndGet();
        return new QueueCounts() {
            @Override
            public long depth(String queue) throws IOException {
                requireItself();
                return 3;
            }

            @Override
            public long waiting(String queue) throws IOException {
                return depth(queue);
            }

            @Override
            public boolean isWaitingAbove(String queue, int priority) throws IOException {
                return depth(queue) > priority;
            }

            @Override
            public void close() {
                counting.decrementAndGet();
            }
        };
    }

    private void requireItself() throws IOException {
        if (!isThere) {
            throw new IOException("nobody listens");
        }
    }

    @Override
    public ConnectionFactory connectionFactory() {
        return proxy(ConnectionFactory.class, (proxy, method, arguments) -> {
            knocks.incrementAndGet();
            return proxy(method.getReturnType(), (connection, call, values) -> {
                if (call.getName().equals("setExceptionListener")) {
                    listener = (ExceptionListener) values[0];
                }
                return null;
            });
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Queue destination(String name) {
        return () -> name;
    }

    @Override
    public boolean delaysRedelivery() {
        return true;
    }

    @Override
    public boolean confirmsWithoutTransaction() {
        return true;
    }
}
