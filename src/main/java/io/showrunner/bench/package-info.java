/**
 * What the pipeline costs beside the rendering: real routes and real queues against simulated GPUs, or your own servers,
 * and figures from what the servers say themselves.
 */
package io.showrunner.bench;
