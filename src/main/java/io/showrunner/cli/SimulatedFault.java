package io.showrunner.cli;

import io.showrunner.simulator.comfyui.PromptRule;

/** What a simulated ComfyUI can be told to do wrong with a prompt. */
enum SimulatedFault {
    /** The whole server dies of it. */
    CRASH,
    /** The card has not enough memory. */
    OOM,
    /** It never comes to an end, and no interrupt reaches it. */
    HANG,
    /** It runs, and the server forgets that it did. */
    FORGET,
    /** Its last picture stays half-written. */
    TRUNCATE;

    void applyTo(PromptRule rule) {
        switch (this) {
            case CRASH -> rule.crash();
            case OOM -> rule.runOutOfMemory();
            case HANG -> rule.hang();
            case FORGET -> rule.forgetHistory();
            case TRUNCATE -> rule.truncatedFile();
        }
    }
}
