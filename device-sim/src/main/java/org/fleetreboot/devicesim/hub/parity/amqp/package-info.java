/** AMQP, which the hub does not speak: it says so in that protocol. */
@NullMarked
package org.fleetreboot.devicesim.hub.parity.amqp;

import org.jspecify.annotations.NullMarked;
