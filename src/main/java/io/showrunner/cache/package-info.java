/** Answers that were had before, kept on disk: nothing here knows what they answer. */
package io.showrunner.cache;
