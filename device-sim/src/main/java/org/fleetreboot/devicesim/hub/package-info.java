/**
 * A local Azure IoT Hub: {@link org.fleetreboot.devicesim.hub.LocalHub} is the entry point. The
 * packages below are internal, except for types that appear in the API of {@code LocalHub}.
 */
@NullMarked
package org.fleetreboot.devicesim.hub;

import org.jspecify.annotations.NullMarked;
