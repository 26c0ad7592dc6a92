/** Error responses of the hub. */
@NullMarked
package org.fleetreboot.devicesim.hub.error;

import org.jspecify.annotations.NullMarked;
