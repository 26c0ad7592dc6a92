/** Devices that connect by MQTT over WebSockets. */
@NullMarked
package org.fleetreboot.devicesim.hub.parity.websocket;

import org.jspecify.annotations.NullMarked;
