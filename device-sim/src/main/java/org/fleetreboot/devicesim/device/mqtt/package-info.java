/** Light devices on plain MQTT: tens of thousands on a few threads. */
@NullMarked
package org.fleetreboot.devicesim.device.mqtt;

import org.jspecify.annotations.NullMarked;
