package io.showrunner;

/** Starts the application: see {@code --help}. */
public final class Showrunner {
    private Showrunner() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        System.exit(args.length);
    }
}
