/** Shows runs, groups and devices to people and scripts. */
@NullMarked
package org.fleetreboot.app.report;

import org.jspecify.annotations.NullMarked;
