/** The service side: the REST API of IoT Hub over TLS. */
@NullMarked
package org.fleetreboot.devicesim.hub.rest;

import org.jspecify.annotations.NullMarked;
