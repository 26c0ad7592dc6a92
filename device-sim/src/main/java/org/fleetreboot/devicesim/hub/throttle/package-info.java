/** What the hub counts, and what a tier allows. */
@NullMarked
package org.fleetreboot.devicesim.hub.throttle;

import org.jspecify.annotations.NullMarked;
