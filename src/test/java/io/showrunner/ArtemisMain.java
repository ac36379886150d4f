package io.showrunner;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.ClusterConnectionConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.HAPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStoreBackupPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStorePrimaryPolicyConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * The program of {@link ArtemisProcess}: a folder and a port, then {@code --login user:password}, {@code --keys file} of a
 * key store with the password {@code changeit}, {@code --primary} or {@code --backup} of a pair that shares the folder.
 */
final class ArtemisMain {
    private final Path folder;
    private final String port;
    private final List<String> options;

    private ArtemisMain(List<String> arguments) {
        folder = Path.of(arguments.get(0));
        port = arguments.get(1);
        options = arguments.subList(2, arguments.size());
    }

    public static void main(String[] arguments) throws Exception {
        new ArtemisMain(List.of(arguments)).run();
    }

    private void run() throws Exception {
        EmbeddedActiveMQ server = new EmbeddedActiveMQ().setConfiguration(configuration());
        if (options.contains("--login")) {
            String[] login = value("--login").split(":", 2);
            SecurityConfiguration users = new SecurityConfiguration();
            users.addUser(login[0], login[1]);
            users.addRole(login[0], "showrunner");
            server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        }
        server.start();
        System.out.println("started");
        if (server.getActiveMQServer().waitForActivation(1, TimeUnit.DAYS)) {
            System.out.println("listening");
        }
    }

    private Configuration configuration() {
        Configuration configuration = new ConfigurationImpl()
                .setName("broker")
                .setPersistenceEnabled(true)
                .setSecurityEnabled(options.contains("--login"))
                .setJMXManagementEnabled(false)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large-messages").toString())
                .setJournalType(JournalType.NIO)
                .setMaxDiskUsage(-1)
                .addAcceptorConfiguration(
                        new TransportConfiguration(NettyAcceptorFactory.class.getName(), transport(), "tcp"));
        if (options.contains("--login")) {
            configuration.putSecurityRoles("#", Set.of(role()));
        }
        if (options.contains("--primary")) {
            pair(configuration, new SharedStorePrimaryPolicyConfiguration());
        }
        if (options.contains("--backup")) {
            pair(configuration, new SharedStoreBackupPolicyConfiguration());
        }
        return configuration;
    }

    private Map<String, Object> transport() {
        Map<String, Object> transport = new HashMap<>(Map.of("host", "127.0.0.1", "port", port));
        if (options.contains("--keys")) {
            transport.putAll(
                    Map.of("sslEnabled", "true", "keyStorePath", value("--keys"), "keyStorePassword", "changeit"));
        }
        return transport;
    }

    /** With no other permission than docs/brokers.md asks for. */
    private static Role role() {
        return new Role("showrunner", true, true, true, false, true, false, true, false, true, false, false, false);
    }

    private void pair(Configuration configuration, HAPolicyConfiguration part) {
        configuration
                .setHAPolicyConfiguration(part)
                .setClusterUser("pair")
                .setClusterPassword("pair")
                .addConnectorConfiguration(
                        "self", new TransportConfiguration(NettyConnectorFactory.class.getName(), transport(), "self"))
                .addClusterConfiguration(new ClusterConnectionConfiguration()
                        .setName("pair")
                        .setConnectorName("self")
                        .setStaticConnectors(List.of()));
    }

    private String value(String option) {
        return options.get(options.indexOf(option) + 1);
    }
}
