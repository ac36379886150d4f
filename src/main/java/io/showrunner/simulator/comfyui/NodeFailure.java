package io.showrunner.simulator.comfyui;

/** An exception of a node, with the Python type name that history will show. */
final class NodeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String OUT_OF_MEMORY = "torch.cuda.OutOfMemoryError";
    private static final String MEMORY_TIPS = "This error means you ran out of memory on your GPU.\n\nTIPS: If the"
            + " workflow worked before you might have accidentally set the batch_size to a large number.";

    private final String type;

    NodeFailure(String type, String message) {
        super(message);
        this.type = type;
    }

    static NodeFailure outOfMemory(int neededMb, int freeMb) {
        return new NodeFailure(
                OUT_OF_MEMORY,
                "Allocation on device 0 would exceed allowed memory. (out of memory)\nRequested %d MiB, %d MiB free"
                        .formatted(neededMb, freeMb));
    }

    /** ComfyUI unloads all models after such a failure. */
    boolean isOutOfMemory() {
        return type.equals(OUT_OF_MEMORY);
    }

    String type() {
        return type;
    }

    /** The message as the server sends it: always a line end, then tips for the one error that has some. */
    String message() {
        return getMessage() + "\n" + (type.equals(OUT_OF_MEMORY) ? MEMORY_TIPS : "");
    }
}
