/** Fault injection. */
@NullMarked
package org.fleetreboot.devicesim.hub.fault;

import org.jspecify.annotations.NullMarked;
