package io.showrunner.render;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A workflow that is ready to be posted, and what it will make.
 *
 * @param hash SHA-256 of everything that decides the pictures, so without the filename prefix; hexadecimal
 * @param width pixels; null when the workflow does not say
 * @param height pixels; null when the workflow does not say
 */
record PatchedWorkflow(ObjectNode workflow, String hash, int frames, Integer width, Integer height) {

    /** The same in the spelling of one server. */
    PatchedWorkflow with(ObjectNode spelt) {
        return new PatchedWorkflow(spelt, hash, frames, width, height);
    }
}
