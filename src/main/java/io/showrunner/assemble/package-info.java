/** A story comes together: its metadata, its summary for people, its contact sheet, and the file that says it is done. */
package io.showrunner.assemble;
