/** When what waits will be done: durations that were learned, a simulation of the queue, and how good both were. */
package io.showrunner.forecast;
