/** Storage of a hub between starts. */
@NullMarked
package org.fleetreboot.devicesim.hub.store;

import org.jspecify.annotations.NullMarked;
