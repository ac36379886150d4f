/** Published scenes are held against their manifests: the files by their hashes, the pictures by rendering them again. */
package io.showrunner.verify;
