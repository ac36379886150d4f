package io.showrunner.card;

/**
 * Who uses a shared card: its ComfyUI server, or one of the language models.
 *
 * @param provider id of the language model; null for the ComfyUI server
 */
record Tenant(String provider) {
    static final Tenant DIFFUSION = new Tenant(null);

    static Tenant llm(String provider) {
        return new Tenant(provider);
    }

    boolean isLlm() {
        return provider != null;
    }

    /** One word for people. */
    String word() {
        return isLlm() ? "llm" : "diffusion";
    }

    @Override
    public String toString() {
        return isLlm() ? "the language model " + provider : "ComfyUI";
    }
}
