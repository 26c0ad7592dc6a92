/** Changes of many devices in one request. */
@NullMarked
package org.fleetreboot.devicesim.hub.parity.bulk;

import org.jspecify.annotations.NullMarked;
