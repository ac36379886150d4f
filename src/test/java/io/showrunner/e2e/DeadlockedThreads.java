package io.showrunner.e2e;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Two threads, each of which holds what the other waits for, until this is closed. */
final class DeadlockedThreads implements AutoCloseable {
    private final Lock one = new ReentrantLock();
    private final Lock other = new ReentrantLock();
    private final CyclicBarrier bothHold = new CyclicBarrier(2);
    private final List<Thread> threads = List.of(
            new Thread(() -> take(one, other), "deadlocked-1"), new Thread(() -> take(other, one), "deadlocked-2"));

    void start() {
        threads.forEach(Thread::start);
    }

    private void take(Lock first, Lock second) {
        first.lock();
        try {
            bothHold.await();
            second.lockInterruptibly();
            second.unlock();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        } finally {
            first.unlock();
        }
    }

    /** They go their ways. */
    void part() {
        threads.forEach(Thread::interrupt);
    }

    @Override
    public void close() {
        part();
    }
}
