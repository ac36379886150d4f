/** Where the time of a story and of its scenes went. */
package io.showrunner.explain;
