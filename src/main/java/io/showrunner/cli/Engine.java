package io.showrunner.cli;

import io.showrunner.config.LoadedSettings;
import io.showrunner.config.Settings;
import java.nio.file.Path;
import java.util.List;

/** What the commands start and ask. The application gives it to {@link Cli}, which stays free of how rooms are wired. */
public interface Engine {

    /** Serves until it is stopped; returns the exit code. */
    int run(LoadedSettings settings) throws Exception;

    /** Shows the whole pipeline on simulators; returns the exit code. Everything a person reads goes to {@code view}. */
    int demo(DemoOptions options, ProgressView view) throws Exception;

    /** What is wrong with a workflow or its mapping, one sentence each; empty when it can be used. */
    List<String> checkWorkflow(Path file, Settings settings);
}
