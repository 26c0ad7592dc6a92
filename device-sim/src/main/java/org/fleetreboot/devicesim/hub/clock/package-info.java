/** The hub's clock, which tests can control. */
@NullMarked
package org.fleetreboot.devicesim.hub.clock;

import org.jspecify.annotations.NullMarked;
