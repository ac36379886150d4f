package io.showrunner.render;

import java.util.List;

/** One server cannot run a workflow because of what it lacks; another one may. */
final class UnfitServer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitServer(String instanceId, String workflow, List<String> problems) {
        super(instanceId + " cannot run workflow " + workflow + ": " + String.join("; ", problems));
    }
}
