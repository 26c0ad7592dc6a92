/** What the hub refuses, and how the refusal looks on the wire. */
@NullMarked
package org.fleetreboot.devicesim.hub.error;

import org.jspecify.annotations.NullMarked;
