/** Lets a language model and a ComfyUI server take turns on one graphics card. */
package io.showrunner.card;
