/** JSON and time in the hub's formats. */
@NullMarked
package org.fleetreboot.devicesim.hub.json;

import org.jspecify.annotations.NullMarked;
