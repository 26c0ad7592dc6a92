/** The query language of IoT Hub, as far as this hub speaks it: what it does not is refused. */
@NullMarked
package org.fleetreboot.devicesim.hub.query;

import org.jspecify.annotations.NullMarked;
