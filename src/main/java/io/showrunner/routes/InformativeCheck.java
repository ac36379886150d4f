package io.showrunner.routes;

import org.apache.camel.impl.health.AbstractHealthCheck;

/** A part of {@code /observe/health} that counts neither for liveness nor for readiness: work is finished all the same. */
abstract class InformativeCheck extends AbstractHealthCheck {
    InformativeCheck(String id) {
        super("showrunner", id);
    }

    @Override
    public final boolean isLiveness() {
        return false;
    }

    @Override
    public final boolean isReadiness() {
        return false;
    }
}
