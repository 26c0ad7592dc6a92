/**
 * A local Azure IoT Hub: {@link org.fleetreboot.devicesim.hub.LocalHub} is the way in. The packages
 * below are how it works inside; only the types that appear in the API of {@code LocalHub} are
 * meant for others.
 */
@NullMarked
package org.fleetreboot.devicesim.hub;

import org.jspecify.annotations.NullMarked;
