/** MQTT sessions: subscriptions and the current connection of each client. */
@NullMarked
package org.fleetreboot.devicesim.hub.session;

import org.jspecify.annotations.NullMarked;
