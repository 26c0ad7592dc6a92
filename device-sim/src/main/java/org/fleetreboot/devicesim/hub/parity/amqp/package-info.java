/** AMQP, which the hub does not support: clients are told so in that protocol. */
@NullMarked
package org.fleetreboot.devicesim.hub.parity.amqp;

import org.jspecify.annotations.NullMarked;
