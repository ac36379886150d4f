package io.showrunner.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** That an alert fires, or that it is over. */
public record AlertNews(Alert alert, boolean firing) {
    /** The word that notifications have for it. */
    @JsonIgnore
    public String status() {
        return firing ? "firing" : "resolved";
    }
}
