package io.showrunner.faults;

import io.showrunner.chaos.Disturbance;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network between one client and a server on loopback. While it is silent nothing passes either way and no connection ends,
 * as between machines whose cable is out; what was on its way then arrives when it is over.
 */
final class SilentProxy implements Disturbance, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SilentProxy.class);

    private final URI server;
    private final String kind;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private boolean silent;

    SilentProxy(URI server, String kind) {
        this.server = server;
        this.kind = kind;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    URI url() {
        return URI.create(server.getScheme() + "://127.0.0.1:" + listening.getLocalPort());
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public void begin() {
        setSilent(true);
    }

    @Override
    public void end() {
        setSilent(false);
    }

    private void setSilent(boolean isSilent) {
        synchronized (gate) {
            silent = isSilent;
            gate.notifyAll();
        }
    }

    private void awaitPassage() throws InterruptedException {
        synchronized (gate) {
            while (silent) {
                gate.wait();
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                open.add(client);
                daemon(() -> connect(client));
            }
        } catch (IOException e) {
            LOG.debug("no more connections", e);
        }
    }

    private void connect(Socket client) {
        try {
            awaitPassage();
            Socket upstream = new Socket(server.getHost(), server.getPort());
            open.add(upstream);
            daemon(() -> relay(client, upstream));
            relay(upstream, client);
        } catch (IOException e) {
            LOG.debug("the server is not there", e);
            close(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void relay(Socket from, Socket to) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitPassage();
                out.write(buffer, 0, read);
            }
            awaitPassage();
        } catch (IOException e) {
            LOG.debug("a connection was ended by the other side", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        try {
            open.remove(socket);
            socket.close();
        } catch (IOException e) {
            LOG.debug("a connection cannot be closed", e);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "silent-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        end();
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set.copyOf(open).forEach(this::close);
    }
}
