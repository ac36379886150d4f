/**
 * The promise "nothing is lost, nothing is rendered twice" under force: the application and its servers as processes that
 * are killed and started again, and the invariants, judged from outside by files, HTTP and the servers' own logs.
 */
package io.showrunner.chaos;
