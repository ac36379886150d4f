/** Frames of a finished prompt: fetched into a staging folder, verified, published by one rename. */
package io.showrunner.frames;
