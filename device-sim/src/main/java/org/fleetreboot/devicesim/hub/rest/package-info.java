/** The REST API of IoT Hub over TLS, for services. */
@NullMarked
package org.fleetreboot.devicesim.hub.rest;

import org.jspecify.annotations.NullMarked;
