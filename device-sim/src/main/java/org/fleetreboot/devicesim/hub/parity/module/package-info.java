/** Modules over REST and in queries; the registry stores them with their devices. */
@NullMarked
package org.fleetreboot.devicesim.hub.parity.module;

import org.jspecify.annotations.NullMarked;
