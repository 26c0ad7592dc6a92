/** The hub's time, so that a test can move it by hand. */
@NullMarked
package org.fleetreboot.devicesim.hub.clock;

import org.jspecify.annotations.NullMarked;
