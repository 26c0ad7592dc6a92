/** What people and scripts see of runs, groups and devices. */
@NullMarked
package org.fleetreboot.app.report;

import org.jspecify.annotations.NullMarked;
