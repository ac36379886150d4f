package io.showrunner;

import io.showrunner.chaos.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A real RabbitMQ in a process of its own: its own node with its own name service, ports, cookie and files, all on the
 * loopback address, for all its lives.
 */
public final class RabbitProcess implements BrokerProcess {
    private static final String PROGRAM = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private static final Pattern READY = Pattern.compile("Server startup complete");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final List<String> configuration = new ArrayList<>();
    private final int port = OwnPort.find();
    private final int nodePort = OwnPort.find();
    private final int namePort = OwnPort.find();
    private ChildProcess names;
    private ChildProcess node;
    private int lives;

    private final String scheme;

    private RabbitProcess(Path folder, String scheme, List<String> listener, String... configuration) {
        this.folder = folder;
        this.scheme = scheme;
        this.configuration.add("log.console = true");
        listener.forEach(line -> this.configuration.add(line.formatted(port)));
        this.configuration.addAll(List.of(configuration));
    }

    /** A server that is not started yet, with further lines of its configuration. */
    public static RabbitProcess in(Path folder, String... configuration) {
        return new RabbitProcess(folder, "amqp", List.of("listeners.tcp.local = 127.0.0.1:%d"), configuration);
    }

    /** The same with TLS. */
    public static RabbitProcess in(Path folder, ServerKeys keys, String... configuration) {
        List<String> listener = List.of(
                "listeners.tcp = none",
                "listeners.ssl.local = 127.0.0.1:%d",
                "ssl_options.certfile = " + keys.certificate(),
                "ssl_options.keyfile = " + keys.privateKey());
        return new RabbitProcess(folder, "amqps", listener, configuration);
    }

    @Override
    public void start() throws IOException, InterruptedException {
        if (!Files.exists(Path.of(PROGRAM))) {
            throw new IllegalStateException("these tests need a real RabbitMQ; install the package rabbitmq-server");
        }
        Files.createDirectories(folder);
        Files.write(folder.resolve("rabbitmq.conf"), configuration);
        if (names == null) {
            names = run("names", Map.of(), "epmd", "-port", Integer.toString(namePort), "-address", "127.0.0.1");
        }
        node = run("rabbitmq-" + ++lives, environment(), PROGRAM);
        node.awaitWords(READY, PATIENCE);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("HOME", folder.toString());
        environment.put("ERL_EPMD_PORT", Integer.toString(namePort));
        environment.put("RABBITMQ_NODENAME", "node" + port + "@localhost");
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(nodePort));
        environment.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
        environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("mnesia").toString());
        environment.put("RABBITMQ_LOG_BASE", folder.toString());
        environment.put("RABBITMQ_LOGS", "-");
        environment.put("RABBITMQ_PID_FILE", folder.resolve("pid").toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString());
        // The shell script becomes the server then, instead of a parent that outlives it.
        environment.put("RUNNING_UNDER_SYSTEMD", "true");
        environment.put(
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                "-kernel inet_dist_use_interface {127,0,0,1} -rabbit channel_tick_interval 1000 +S 1:1 +sbwt none");
        return environment;
    }

    private ChildProcess run(String log, Map<String, String> environment, String... command) {
        List<String> whole = new ArrayList<>(List.of("env"));
        environment.forEach((name, value) -> whole.add(name + "=" + value));
        whole.addAll(List.of(command));
        return ChildProcess.start(whole, folder, folder.resolve(log + ".log"));
    }

    @Override
    public String url() {
        return scheme + "://127.0.0.1:" + port;
    }

    @Override
    public void restart() throws IOException, InterruptedException {
        node.close();
        start();
    }

    @Override
    public void signal(String name) throws InterruptedException {
        node.signal(name);
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
        if (names != null) {
            names.close();
        }
    }
}
