/** Answers that were had before, kept on disk or in Redis: nothing here knows what they answer. */
package io.showrunner.cache;
