package io.showrunner.chaos;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one node of a cluster does for all of them, as its log tells it: to lead, and to drive servers. */
public final class Duties {
    /** The duty that one node has. */
    public static final String TO_LEAD = "to lead";

    private static final Pattern LEADS = Pattern.compile("this node (leads|does not lead) the cluster");
    private static final Pattern DRIVES = Pattern.compile("instance=(\\S+) is (driven by this|handed to another) node");

    private Duties() {}

    /** {@link #TO_LEAD} and the names of servers; nothing when the node is dead. */
    public static Set<String> of(Application node) {
        return node.isAlive() ? in(node.said()) : Set.of();
    }

    static Set<String> in(String log) {
        Set<String> duties = new TreeSet<>();
        Matcher leads = LEADS.matcher(log);
        while (leads.find()) {
            apply(duties, TO_LEAD, leads.group(1).equals("leads"));
        }
        Matcher drives = DRIVES.matcher(log);
        while (drives.find()) {
            apply(duties, drives.group(1), drives.group(2).equals("driven by this"));
        }
        return duties;
    }

    /** The duties that none of these nodes has. */
    public static Set<String> missing(Set<String> duties, List<Application> nodes) {
        Set<String> missing = new HashSet<>(duties);
        nodes.forEach(node -> missing.removeAll(of(node)));
        return missing;
    }

    private static void apply(Set<String> duties, String duty, boolean has) {
        if (has) {
            duties.add(duty);
        } else {
            duties.remove(duty);
        }
    }
}
