package io.showrunner.bench;

import io.showrunner.chaos.ChildProcess;
import io.showrunner.chaos.Program;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An ActiveMQ Artemis in a process of its own, for the nodes of a benchmark. */
public final class BenchBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BenchBroker.class);
    private static final Pattern LISTENS = Pattern.compile("listening on (tcp://127\\.0\\.0\\.1:\\d+)");
    private static final Duration START = Duration.ofMinutes(1);

    private final ChildProcess process;
    private final URI url;

    private BenchBroker(ChildProcess process) throws InterruptedException {
        this.process = process;
        this.url = URI.create(process.awaitWords(LISTENS, START).group(1));
    }

    /** Starts it on a free port; it can be connected to when this returns. */
    static BenchBroker start(Path folder) throws InterruptedException {
        return new BenchBroker(ChildProcess.start(
                Program.ofThisProcess(BenchBroker.class.getName()).command(List.of(), List.of(folder.toString())),
                folder,
                folder.resolve("broker.log")));
    }

    URI url() {
        return url;
    }

    Duration cpu() {
        return process.cpu();
    }

    @Override
    public void close() {
        process.close();
    }

    /** The process: its folder. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Configuration configuration = new ConfigurationImpl()
                .setName("broker")
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large-messages").toString())
                .setJournalType(JournalType.NIO)
                .setMaxDiskUsage(-1)
                .addAcceptorConfiguration(new TransportConfiguration(
                        NettyAcceptorFactory.class.getName(), Map.of("host", "127.0.0.1", "port", 0), "nodes"));
        EmbeddedActiveMQ server = new EmbeddedActiveMQ().setConfiguration(configuration);
        server.start();
        NettyAcceptor acceptor =
                (NettyAcceptor) server.getActiveMQServer().getRemotingService().getAcceptor("nodes");
        LOG.info("listening on tcp://127.0.0.1:{}", acceptor.getActualPort());
    }
}
