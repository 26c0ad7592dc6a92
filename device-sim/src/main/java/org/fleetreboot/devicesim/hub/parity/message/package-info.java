/** Messages between cloud and device, either way. */
@NullMarked
package org.fleetreboot.devicesim.hub.parity.message;

import org.jspecify.annotations.NullMarked;
