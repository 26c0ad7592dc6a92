/** Jobs: one operation on many devices, at a time of the caller's choice. */
@NullMarked
package org.fleetreboot.devicesim.hub.parity.job;

import org.jspecify.annotations.NullMarked;
