package io.showrunner;

import java.nio.file.Path;

/** Two Artemis on one shared store: the second takes over when the first dies. */
public final class ArtemisPair implements BrokerProcess {
    private final ArtemisProcess primary;
    private final ArtemisProcess backup;
    private ArtemisProcess active;

    public ArtemisPair(Path folder) {
        primary = new ArtemisProcess(folder, "--primary");
        backup = new ArtemisProcess(folder, "--backup");
        active = primary;
    }

    @Override
    public void start() throws Exception {
        primary.start();
        backup.launch();
    }

    @Override
    public String url() {
        return primary.url() + "," + backup.url();
    }

    /** Only once: the backup takes over. */
    @Override
    public void restart() throws InterruptedException {
        primary.close();
        backup.awaitListening();
        active = backup;
    }

    @Override
    public void signal(String name) throws InterruptedException {
        active.signal(name);
    }

    @Override
    public void close() {
        primary.close();
        backup.close();
    }
}
