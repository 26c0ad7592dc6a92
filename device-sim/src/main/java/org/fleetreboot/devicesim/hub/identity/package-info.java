/** The identity of clients: devices and modules. */
@NullMarked
package org.fleetreboot.devicesim.hub.identity;

import org.jspecify.annotations.NullMarked;
