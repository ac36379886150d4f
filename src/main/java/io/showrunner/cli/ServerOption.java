package io.showrunner.cli;

import io.showrunner.config.HttpSettings;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Where the running Showrunner is: a mixin of every command that talks to it. */
final class ServerOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            description = "Where it runs (default: showrunner.http.host and port of the settings,"
                    + " http://127.0.0.1:8080 as shipped).")
    private URI url;

    /** A client of the server that is meant. */
    ApiClient client(HttpSettings http) {
        return new ApiClient(url == null ? address(http) : checked(url), http.token());
    }

    /** True when no address was given: the server is the one that this home is for. */
    boolean isOfThisHome() {
        return url == null;
    }

    private static URI address(HttpSettings http) {
        String host =
                switch (http.host()) {
                    case "0.0.0.0", "::", "[::]" -> "127.0.0.1";
                    default -> http.host();
                };
        boolean bare = host.contains(":") && !host.startsWith("[");
        return URI.create("http://" + (bare ? "[" + host + "]" : host) + ":" + http.port());
    }

    private URI checked(URI given) {
        boolean http = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
        if (!http || given.getHost() == null) {
            throw new ParameterException(
                    spec.commandLine(), "--url=" + given + " is not allowed; it must be like http://127.0.0.1:8080.");
        }
        return given;
    }
}
