/**
 * The decisions of the write stage: what to ask a language model for, whether its replies are a story, and what to do when
 * no story can be had. Nothing here sends anything or knows a route.
 */
package io.showrunner.writer;
