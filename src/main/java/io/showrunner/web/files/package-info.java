/** The files of stories over HTTP: whole or in part, and nothing but the files of stories. */
package io.showrunner.web.files;
