package io.showrunner.comfyui;

/** A file as ComfyUI's history names it: base name, folder below the output root (may be empty), output|temp|input. */
public record ServerFile(String filename, String subfolder, String type) {}
