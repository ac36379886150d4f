package io.showrunner.forecast;

/** What one simulated server has before it. */
final class Lane {
    private final double[] lastEnds;
    private int prompts;
    private double end;
    private String lastWorkflow = "";

    /** @param slots prompts that are kept there */
    Lane(int slots) {
        lastEnds = new double[slots];
    }

    /** When everything it has so far is done. */
    double end() {
        return end;
    }

    /** When it has room for a scene: a slot for one of the same workflow, which is put behind the others; else it must be empty. */
    double freeFor(String workflow) {
        return workflow.equals(lastWorkflow) ? lastEnds[prompts % lastEnds.length] : end;
    }

    void add(String workflow, double release, double seconds) {
        end = Math.max(end, release) + seconds;
        lastEnds[prompts % lastEnds.length] = end;
        prompts++;
        lastWorkflow = workflow;
    }
}
