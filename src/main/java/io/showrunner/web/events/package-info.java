/** What happens, told to whoever listens over HTTP. */
package io.showrunner.web.events;
