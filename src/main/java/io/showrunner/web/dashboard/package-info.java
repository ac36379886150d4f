/** What only the dashboard needs: its files, and what it shows beside what the rest of the API has. */
package io.showrunner.web.dashboard;
