package io.showrunner.render;

/** An input of a node that takes a value of the scene, its node already found. */
record BoundInput(Binding binding, String nodeId, String input, boolean required) {

    /** Node and input in words. */
    String where() {
        return "binding " + binding.word() + ": node " + nodeId + ", input " + input;
    }
}
