package io.showrunner;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisException;

/** A real Redis server on a free port of the loopback address, which keeps nothing on disk. */
public final class RedisProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final String scheme;
    private final int port;
    private final List<String> options;
    private Process process;

    private RedisProcess(Path folder, String scheme, int port, List<String> options) {
        this.folder = folder;
        this.scheme = scheme;
        this.port = port;
        this.options = options;
    }

    /**
     * Starts one and waits until it answers.
     *
     * @param options as on the command line
     */
    public static RedisProcess start(Path folder, String... options) {
        int port = OwnPort.find();
        List<String> all = new ArrayList<>(List.of("--port", Integer.toString(port)));
        Collections.addAll(all, options);
        RedisProcess redis = new RedisProcess(folder, "redis", port, all);
        redis.start();
        return redis;
    }

    /** Starts one that speaks TLS only, under 127.0.0.2 as well, and waits until it answers. */
    public static RedisProcess startTls(Path folder, ServerKeys keys) {
        int port = OwnPort.find();
        List<String> all = new ArrayList<>(List.of("--port", "0", "--tls-port", Integer.toString(port)));
        Collections.addAll(all, "--tls-auth-clients", "no", "--bind", "127.0.0.1", "127.0.0.2");
        Collections.addAll(all, "--tls-key-file", keys.privateKey().toString());
        Collections.addAll(all, "--tls-cert-file", keys.certificate().toString());
        Collections.addAll(all, "--tls-ca-cert-file", keys.certificate().toString());
        RedisProcess redis = new RedisProcess(folder, "rediss", port, all);
        redis.start();
        return redis;
    }

    /** Starts it on the same port, after its end. */
    public void start() {
        List<String> command = new ArrayList<>(List.of("redis-server"));
        Collections.addAll(command, "--bind", "127.0.0.1", "--dir", folder.toString(), "--save", "");
        command.addAll(options);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("redis.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "these tests need a real Redis; install the package redis-server: " + e.getMessage(), e);
        }
        await().atMost(PATIENCE).until(this::answers);
    }

    /** Without user, password and database. */
    public URI url() {
        return url("");
    }

    /** With what comes before the host, such as {@code user:password@}. */
    public URI url(String login) {
        return URI.create(scheme + "://" + login + "127.0.0.1:" + port);
    }

    /** A refusal for want of a password is an answer. */
    private boolean answers() {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder();
        if (scheme.equals("rediss")) {
            config.sslOptions(
                    SslOptions.builder().sslVerifyMode(SslVerifyMode.INSECURE).build());
        }
        try (Jedis connection = new Jedis(new HostAndPort("127.0.0.1", port), config.build())) {
            connection.ping();
            return true;
        } catch (JedisException e) {
            if (!process.isAlive()) {
                throw new IllegalStateException("redis-server has ended; see " + folder.resolve("redis.log"), e);
            }
            return String.valueOf(e.getMessage()).startsWith("NOAUTH");
        }
    }

    /** Ends it, and all that it kept. */
    public void end() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops it as it is: it takes connections and never answers, until it may go on. */
    public void hang() {
        signal("STOP");
    }

    /** Lets it go on after a {@link #hang()}. */
    public void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        end();
    }
}
