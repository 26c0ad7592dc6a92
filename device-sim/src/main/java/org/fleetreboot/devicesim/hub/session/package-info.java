/** Device sessions: what a device has subscribed to, and the connection it has now, if any. */
@NullMarked
package org.fleetreboot.devicesim.hub.session;

import org.jspecify.annotations.NullMarked;
