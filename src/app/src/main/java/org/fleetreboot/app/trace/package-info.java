/** Traces: the way of each device through its reboot, told to a collector of OpenTelemetry. */
@NullMarked
package org.fleetreboot.app.trace;

import org.jspecify.annotations.NullMarked;
