/** JSON and time in the forms the hub writes. */
@NullMarked
package org.fleetreboot.devicesim.hub.json;

import org.jspecify.annotations.NullMarked;
