/** The rules of a reboot, a group and a run: pure functions on values, no clock, no I/O. */
@NullMarked
package org.fleetreboot.workflow;

import org.jspecify.annotations.NullMarked;
