/** Jobs: one operation on many devices, at a scheduled time. */
@NullMarked
package org.fleetreboot.devicesim.hub.parity.job;

import org.jspecify.annotations.NullMarked;
