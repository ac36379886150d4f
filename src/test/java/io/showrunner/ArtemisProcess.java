package io.showrunner;

import io.showrunner.chaos.ChildProcess;
import io.showrunner.chaos.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.camel.test.AvailablePortFinder;

/** A real ActiveMQ Artemis in a process of its own, on one port of the loopback address and one folder for all its lives. */
public final class ArtemisProcess implements BrokerProcess {
    private static final Pattern READY = Pattern.compile("(?m)^listening$");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port = AvailablePortFinder.getNextAvailable();
    private ChildProcess process;
    private int lives;

    /** A server that is not started yet. */
    public ArtemisProcess(Path folder) {
        this.folder = folder;
    }

    @Override
    public void start() throws InterruptedException {
        List<String> command = Program.ofThisProcess(ArtemisProcess.class.getName())
                .command(List.of(), List.of(folder.resolve("journal").toString(), Integer.toString(port)));
        process = ChildProcess.start(command, folder, folder.resolve("artemis-" + ++lives + ".log"));
        process.awaitWords(READY, PATIENCE);
    }

    @Override
    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void kill() {
        process.close();
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    /** The server itself. */
    public static void main(String[] arguments) throws Exception {
        Path journal = Path.of(arguments[0]);
        Configuration configuration = new ConfigurationImpl()
                .setName("broker")
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setJournalDirectory(journal.resolve("journal").toString())
                .setBindingsDirectory(journal.resolve("bindings").toString())
                .setPagingDirectory(journal.resolve("paging").toString())
                .setLargeMessagesDirectory(journal.resolve("large-messages").toString())
                .setJournalType(JournalType.NIO)
                .setMaxDiskUsage(-1)
                .addAcceptorConfiguration(new TransportConfiguration(
                        NettyAcceptorFactory.class.getName(),
                        Map.of("host", "127.0.0.1", "port", arguments[1]),
                        "tcp"));
        EmbeddedActiveMQ server = new EmbeddedActiveMQ().setConfiguration(configuration);
        server.start();
        System.out.println("listening");
    }
}
