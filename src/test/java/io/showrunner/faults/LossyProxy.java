package io.showrunner.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between a client and a server on loopback and passes bytes on, until a reply is to be lost: the request reaches
 * the server, the server's answer is read, and the client gets a closed connection instead.
 */
final class LossyProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LossyProxy.class);

    private final URI server;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    LossyProxy(URI server) {
        this.server = server;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** The replies of the next prompts are lost. */
    void loseReplies(int count) {
        toLose.set(count);
    }

    /** Replies lost so far. */
    int lost() {
        return lost.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket upstream = new Socket(server.getHost(), server.getPort());
                open.add(client);
                open.add(upstream);
                AtomicBoolean lose = new AtomicBoolean();
                daemon(() -> requests(client, upstream, lose));
                daemon(() -> replies(upstream, client, lose));
            }
        } catch (IOException e) {
            close();
        }
    }

    private void requests(Socket client, Socket upstream, AtomicBoolean lose) {
        relay(client, upstream, chunk -> {
            if (chunk.startsWith("POST /prompt ") && toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                lose.set(true);
            }
            return true;
        });
    }

    private void replies(Socket upstream, Socket client, AtomicBoolean lose) {
        relay(upstream, client, chunk -> {
            if (lose.get()) {
                lost.incrementAndGet();
            }
            return !lose.get();
        });
    }

    /** Passes bytes on until an end, or until a chunk is not to be passed on; both connections end with it. */
    private void relay(Socket from, Socket to, Predicate<String> passes) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!passes.test(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            LOG.debug("a connection was ended by the other side", e);
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "lossy-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
