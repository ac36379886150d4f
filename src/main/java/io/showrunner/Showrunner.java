package io.showrunner;

import io.showrunner.cli.Cli;
import io.showrunner.cli.Studio;

/** Starts the application: see {@code --help}. */
public final class Showrunner {
    private Showrunner() {}

    /** Executes the command line and exits with its code, also when threads of a failed start are still there. */
    public static void main(String[] arguments) {
        System.exit(Cli.execute(new Studio(), arguments));
    }
}
