package io.showrunner.verify;

import java.io.IOException;

/** The scene could not be rendered again; the message says why, for people. */
public final class RerenderFailed extends IOException {
    private static final long serialVersionUID = 1L;

    RerenderFailed(String why) {
        super(why);
    }
}
