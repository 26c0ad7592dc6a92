/** Messages between cloud and device, in both directions. */
@NullMarked
package org.fleetreboot.devicesim.hub.parity.message;

import org.jspecify.annotations.NullMarked;
