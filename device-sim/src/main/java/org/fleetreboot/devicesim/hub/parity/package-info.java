/**
 * Features that exist only for parity with Azure IoT Hub: no test of fleet-reboot needs them. Only
 * the wiring of the hub and the query grammar depend on them, so each package below can be removed
 * separately.
 */
@NullMarked
package org.fleetreboot.devicesim.hub.parity;

import org.jspecify.annotations.NullMarked;
