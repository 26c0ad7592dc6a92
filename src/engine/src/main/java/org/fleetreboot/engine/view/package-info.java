/** What people are shown of runs, groups and devices, folded from the events. */
@NullMarked
package org.fleetreboot.engine.view;

import org.jspecify.annotations.NullMarked;
