package io.showrunner.cli;

import io.showrunner.config.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
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

    @Option(
            names = "--ca",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "PEM file of the certificates to trust at an https address (default: showrunner.http.tls.ca,"
                    + " else those that Java trusts).")
    private Path ca;

    /**
     * A client of the server that is meant.
     *
     * @throws IOException when the certificates to trust cannot be read
     */
    ApiClient client(HttpSettings http) throws IOException {
        Optional<Path> trusted = Optional.ofNullable(ca).or(http.tls()::ca);
        return new ApiClient(
                url == null ? URI.create(http.localAddress()) : checked(url),
                http.token(),
                trusted.isPresent() ? Optional.of(TrustedCertificates.in(trusted.get())) : Optional.empty());
    }

    /** True when no address was given: the server is the one that this home is for. */
    boolean isOfThisHome() {
        return url == null;
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
