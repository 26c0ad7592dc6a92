/** What people are shown of runs, groups and devices, and how they ask for it. */
@NullMarked
package org.fleetreboot.journal.view;

import org.jspecify.annotations.NullMarked;
