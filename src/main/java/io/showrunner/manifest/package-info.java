/** How a published scene was made, in a file beside it: enough to verify it and to render it again. */
package io.showrunner.manifest;
