package io.showrunner.routes;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption.Origin;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the memory of an application at rest small: Java gives back what it does not need, where by itself it keeps what the
 * start took, and Netty takes buffers in small pieces. What stands on the command line stays as it is there.
 */
final class IdleMemory {
    private static final Logger LOG = LoggerFactory.getLogger(IdleMemory.class);

    private static final String NETTY_KEY = "io.netty.allocator.maxOrder";
    /** 8 KB times two to the power of this is a piece; Netty's 4 MB would be 8 MB in the heap, for each thread that uses it. */
    private static final String NETTY_ORDER = "5";

    /** In this order: the least share of the heap that is free must not be above the largest. */
    private static final List<Option> OPTIONS = List.of(
            new Option("MinHeapFreeRatio", "10"),
            new Option("MaxHeapFreeRatio", "30"),
            new Option("G1PeriodicGCInterval", "15000"));

    private record Option(String name, String value) {}

    private IdleMemory() {}

    /** To be called before the first class of Netty is loaded. A Java that lacks one of the options is left as it is. */
    static void keepSmall() {
        if (System.getProperty(NETTY_KEY) == null) {
            System.setProperty(NETTY_KEY, NETTY_ORDER);
        }
        HotSpotDiagnosticMXBean java = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (java == null) {
            LOG.debug("memory is not given back while idle: this Java has no options that can be changed");
            return;
        }
        OPTIONS.forEach(option -> set(java, option));
    }

    private static void set(HotSpotDiagnosticMXBean java, Option option) {
        try {
            if (mayChange(java.getVMOption(option.name()).getOrigin())) {
                java.setVMOption(option.name(), option.value());
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("memory is given back later while idle: {}: {}", option.name(), e.getMessage());
        }
    }

    /** Neither the command line nor the environment has said what it is to be. */
    static boolean mayChange(Origin origin) {
        return origin == Origin.DEFAULT || origin == Origin.ERGONOMIC || origin == Origin.MANAGEMENT;
    }
}
