/** Faithful stand-ins for ComfyUI and language model servers, and the graphics card that they may share. */
package io.showrunner.simulator;
