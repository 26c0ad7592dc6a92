/** MQTT 3.1.1 with the topics of IoT Hub, for devices. */
@NullMarked
package org.fleetreboot.devicesim.hub.mqtt;

import org.jspecify.annotations.NullMarked;
