/** Bulk registry operations. */
@NullMarked
package org.fleetreboot.devicesim.hub.parity.bulk;

import org.jspecify.annotations.NullMarked;
