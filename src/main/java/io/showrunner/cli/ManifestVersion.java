package io.showrunner.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names, and the Java that runs it. */
final class ManifestVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = ManifestVersion.class.getPackage().getImplementationVersion();
        return new String[] {
            "showrunner " + (version == null ? "(not from a jar)" : version) + ", Java "
                    + System.getProperty("java.version")
        };
    }
}
