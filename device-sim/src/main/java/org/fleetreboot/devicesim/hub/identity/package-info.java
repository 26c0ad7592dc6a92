/** Who talks to the hub. */
@NullMarked
package org.fleetreboot.devicesim.hub.identity;

import org.jspecify.annotations.NullMarked;
