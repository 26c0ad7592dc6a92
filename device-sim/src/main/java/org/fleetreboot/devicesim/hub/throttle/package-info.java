/** Counters, and the throttles of the tiers. */
@NullMarked
package org.fleetreboot.devicesim.hub.throttle;

import org.jspecify.annotations.NullMarked;
