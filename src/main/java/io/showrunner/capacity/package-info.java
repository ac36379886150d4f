/**
 * What an installation has, what it is expected to do, how much it would take to do more, and when a server is to be added
 * or given up. Decisions only.
 */
package io.showrunner.capacity;
