package io.showrunner.simulator.comfyui;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

/**
 * Waits for a port to be free again. Closing a server socket is reported before the selector has let go of it, so a
 * restart on the same port right after a kill would now and then find it taken.
 */
final class ListeningPort {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private ListeningPort() {}

    /** Returns when the port can be bound, or after two seconds; the bind that follows says what is wrong. */
    static void awaitFree(int port) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (port > 0 && !isFree(port) && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
