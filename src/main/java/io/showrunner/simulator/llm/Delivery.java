package io.showrunner.simulator.llm;

/** How the bytes of an answer travel. */
enum Delivery {
    WHOLE,
    LATIN_1,
    NEVER,
    DROP,
    HALF,
    STALL,
    DRIP,
    ENDLESS,
    HUGE
}
