/** One trace for each story, by OpenTelemetry: which spans it has, and where they are sent. */
package io.showrunner.trace;
