/**
 * What is here for parity with Azure IoT Hub only: users of Microsoft's SDKs find it, and no test
 * of fleet-reboot needs it. Nothing outside depends on it but the wiring of the hub and the grammar
 * of queries, so each package below can go without the others.
 */
@NullMarked
package org.fleetreboot.devicesim.hub.parity;

import org.jspecify.annotations.NullMarked;
