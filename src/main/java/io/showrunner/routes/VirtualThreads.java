package io.showrunner.routes;

/**
 * Which threads Camel makes. A scene that waits holds a thread; a virtual one costs next to nothing. Before Java 24 a virtual
 * thread that waits in synchronized code keeps its carrier, so there it stays with platform threads.
 */
final class VirtualThreads {
    private static final String CAMEL_KEY = "camel.threads.virtual.enabled";
    private static final int FIRST_THAT_DOES_NOT_PIN = 24;

    private VirtualThreads() {}

    /** To be called before the first class of Camel that makes threads is loaded. A value that is set already stays. */
    static void chooseFor(Runtime.Version java) {
        if (java.feature() >= FIRST_THAT_DOES_NOT_PIN && System.getProperty(CAMEL_KEY) == null) {
            System.setProperty(CAMEL_KEY, "true");
        }
    }
}
