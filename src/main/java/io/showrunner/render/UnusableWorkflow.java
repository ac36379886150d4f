package io.showrunner.render;

import java.util.List;

/** A workflow template cannot render the scene, and trying again would not help: the template or the brief must change. */
public final class UnusableWorkflow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableWorkflow(String workflow, List<String> problems) {
        super("workflow " + workflow + " cannot be used: " + String.join("; ", problems));
    }
}
