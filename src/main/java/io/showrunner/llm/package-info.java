/**
 * What OpenAI-compatible chat endpoints take and answer: LM Studio, Ollama, llama-server. Pure protocol: nothing here sends
 * anything, and nothing depends on another room.
 */
package io.showrunner.llm;
