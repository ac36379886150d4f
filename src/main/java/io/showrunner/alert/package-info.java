/** What somebody must know although nobody looks: conditions, how long they hold, who was told. */
package io.showrunner.alert;
