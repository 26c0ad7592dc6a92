/** Protects the hub from slow, numerous or hostile clients. */
@NullMarked
package org.fleetreboot.devicesim.hub.network;

import org.jspecify.annotations.NullMarked;
