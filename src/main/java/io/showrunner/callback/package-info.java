/** Who handed a story in is told its end. */
package io.showrunner.callback;
