/**
 * What is made of a finished story besides its frames: clips, a film with title cards, a poster, smaller frames, an archive.
 * Originals are never touched before what was made of them is verified.
 */
package io.showrunner.film;
