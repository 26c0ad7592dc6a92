/**
 * The devices on a hub: what each does when it is told to reboot, and two bodies to do it with, one
 * on Microsoft's device SDK and one on bare MQTT for fleets of tens of thousands.
 */
@NullMarked
package org.fleetreboot.devicesim.device;

import org.jspecify.annotations.NullMarked;
