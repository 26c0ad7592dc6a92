/** What keeps clients that are slow, many or hostile from harming the others. */
@NullMarked
package org.fleetreboot.devicesim.hub.network;

import org.jspecify.annotations.NullMarked;
