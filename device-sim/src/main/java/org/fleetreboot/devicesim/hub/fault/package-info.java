/** What the hub does wrong on purpose. */
@NullMarked
package org.fleetreboot.devicesim.hub.fault;

import org.jspecify.annotations.NullMarked;
