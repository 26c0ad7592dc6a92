/**
 * Simulated devices: what each does on a reboot call, and two transports, one on Microsoft's device
 * SDK and one on plain MQTT for tens of thousands of devices.
 */
@NullMarked
package org.fleetreboot.devicesim.device;

import org.jspecify.annotations.NullMarked;
