package io.showrunner.faults;

import io.showrunner.chaos.ProcessStudio;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Studios of real processes for these tests: the packaged jar, the shipped routes. */
final class Studios {
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private Studios() {}

    /** @param pace how long a server works: at 1 a scene takes about half a second */
    static ProcessStudio of(Path root, int gpus, double pace, String... faults) throws InterruptedException {
        return behind(root, gpus, pace, UnaryOperator.identity(), faults);
    }

    static ProcessStudio behind(Path root, int gpus, double pace, UnaryOperator<URI> reach, String... faults)
            throws InterruptedException {
        String jar = System.getProperty("showrunner.jar");
        if (jar == null) {
            throw new IllegalStateException("-Dshowrunner.jar names the packaged application; mvn verify sets it");
        }
        List<String> arguments = new ArrayList<>(List.of("--pace", Double.toString(pace)));
        for (String fault : faults) {
            arguments.addAll(List.of("--fault", fault));
        }
        return ProcessStudio.open(new ProcessStudio.Plan(
                root, Path.of("."), ClassArchive.programOf(Path.of(jar)), gpus, arguments, reach));
    }
}
