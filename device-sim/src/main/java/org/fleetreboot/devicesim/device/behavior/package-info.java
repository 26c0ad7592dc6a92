/** What a device does when it is called to reboot, as values: no clock, no network. */
@NullMarked
package org.fleetreboot.devicesim.device.behavior;

import org.jspecify.annotations.NullMarked;
